package orrery.clean;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The elements that clean HTML is made of. */
enum Html {
  A(Role.INLINE),
  ABBR(Role.INLINE),
  AUDIO(Role.INLINE),
  B(Role.INLINE),
  BDI(Role.INLINE),
  BDO(Role.INLINE),
  BLOCKQUOTE(Role.BLOCK),
  CAPTION(Role.CELL),
  CITE(Role.INLINE),
  CODE(Role.INLINE),
  DD(Role.BLOCK),
  DEL(Role.INLINE),
  DETAILS(Role.BLOCK),
  DFN(Role.INLINE),
  DIV(Role.BLOCK),
  DL(Role.BLOCK),
  DT(Role.BLOCK),
  EM(Role.INLINE),
  FIGCAPTION(Role.BLOCK),
  FIGURE(Role.BLOCK),
  H1(Role.HEADING),
  H2(Role.HEADING),
  H3(Role.HEADING),
  H4(Role.HEADING),
  H5(Role.HEADING),
  H6(Role.HEADING),
  HR(Role.BLOCK),
  I(Role.INLINE),
  IMG(Role.INLINE),
  INS(Role.INLINE),
  KBD(Role.INLINE),
  LI(Role.BLOCK),
  MARK(Role.INLINE),
  OL(Role.BLOCK),
  P(Role.BLOCK),
  PRE(Role.BLOCK),
  Q(Role.INLINE),
  RP(Role.INLINE),
  RT(Role.INLINE),
  RUBY(Role.INLINE),
  S(Role.INLINE),
  SAMP(Role.INLINE),
  SMALL(Role.INLINE),
  SOURCE(Role.INLINE),
  SPAN(Role.INLINE),
  STRONG(Role.INLINE),
  SUB(Role.INLINE),
  SUMMARY(Role.BLOCK),
  SUP(Role.INLINE),
  TABLE(Role.STRUCTURE),
  TBODY(Role.STRUCTURE),
  TD(Role.CELL),
  TFOOT(Role.STRUCTURE),
  TH(Role.CELL),
  THEAD(Role.STRUCTURE),
  TIME(Role.INLINE),
  TR(Role.STRUCTURE),
  U(Role.INLINE),
  UL(Role.BLOCK),
  VAR(Role.INLINE),
  VIDEO(Role.INLINE),
  WBR(Role.INLINE);

  private enum Role {
    INLINE,
    BLOCK,
    HEADING,
    /** Part of a table that holds nothing but other parts. */
    STRUCTURE,
    /** Part of a table that holds what stands in it, and shields it from what is around. */
    CELL
  }

  /** As it is written in a tag. */
  final String tag;

  /** Whether it stands in lines of its own. */
  final boolean block;

  final boolean heading;
  final boolean structure;
  final boolean cell;

  Html(Role role) {
    tag = name().toLowerCase(Locale.ROOT);
    block = role != Role.INLINE;
    heading = role == Role.HEADING;
    structure = role == Role.STRUCTURE;
    cell = role == Role.CELL;
  }

  private static final Map<String, Html> BY_NAME = new HashMap<>();

  static {
    for (Html element : values()) {
      BY_NAME.put(element.tag, element);
    }
    for (String box :
        List.of(
            "section",
            "article",
            "header",
            "footer",
            "main",
            "aside",
            "nav",
            "address",
            "center",
            "fieldset",
            "hgroup")) {
      BY_NAME.put(box, DIV);
    }
    BY_NAME.put("acronym", ABBR);
    BY_NAME.put("amp-img", IMG);
    BY_NAME.put("font", SPAN);
    BY_NAME.put("strike", S);
    BY_NAME.put("tt", CODE);
  }

  /** What an element of this name is written as; null where it is not on the list. */
  static @Nullable Html of(String name) {
    return BY_NAME.get(name);
  }

  /** Whether it says something even when nothing stands in it. */
  boolean meantEmpty() {
    return this == TD || this == TH || this == AUDIO || this == VIDEO;
  }
}
