package orrery.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** On well-formed documents the reader must agree with the JDK's, character by character. */
class LenientXmlTest {
  private static final Pattern C1 = Pattern.compile("&#(1(2[89]|[345][0-9])|x[89][0-9a-fA-F]);");

  @Test
  void readsWellFormedFeedsAsTheJdkDoes() throws Exception {
    assertThat(compared(Path.of("src/test/resources/feeds"))).isGreaterThan(100);
  }

  @Test
  @Tag("corpus")
  void readsRealFeedsAsTheJdkDoes() throws Exception {
    Path corpus = Path.of("../shared/corpus/open/real");
    assumeTrue(Files.isDirectory(corpus), "the corpus of real feeds is not here");
    assertThat(compared(corpus)).isGreaterThan(300);
  }

  private static int compared(Path folder) throws IOException, ParserConfigurationException {
    int compared = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        String text = Decoder.decode(Files.readAllBytes(file), null, new Problems()).text();
        int start = text.indexOf('<');
        String theirs =
            start < 0 || text.contains("<!DOCTYPE") || isOwn(text)
                ? null
                : outline(text.substring(start));
        if (theirs != null) {
          Problems problems = new Problems();
          Node root = LenientXml.parse(text, start, problems).root();
          StringBuilder ours = new StringBuilder();
          outline(root, ours);
          int differ = Arrays.mismatch(ours.toString().toCharArray(), theirs.toCharArray());
          assertThat(around(ours.toString(), differ))
              .as(file::toString)
              .isEqualTo(around(theirs, differ));
          assertThat(problems.has("ill-formed")).as(file::toString).isFalse();
          compared++;
        }
      }
    }
    return compared;
  }

  /** A feed wholly in an unknown namespace is read as RSS, &#150; as windows-1252, on purpose. */
  private static boolean isOwn(String text) {
    return text.contains("http://rss.of.our.own.example/")
        || text.contains("<urlset")
        || C1.matcher(text).find();
  }

  /** The two outlines are long; what surrounds the first difference tells enough. */
  private static String around(String outline, int differ) {
    return differ < 0
        ? ""
        : outline.substring(
            Math.max(0, Math.min(differ, outline.length()) - 80),
            Math.min(outline.length(), differ + 80));
  }

  private static void outline(@Nullable Node node, StringBuilder to) {
    if (node == null) {
      return;
    }
    to.append('<').append(node.key);
    TreeMap<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < node.attributes().length; i += 2) {
      attributes.put(node.attributes()[i], node.attributes()[i + 1]);
    }
    to.append(attributes).append('>');
    StringBuilder pending = new StringBuilder();
    for (Object child : node.children()) {
      if (child instanceof Node element) {
        to.append(pending.toString().strip());
        pending.setLength(0);
        outline(element, to);
      } else {
        pending.append((String) child);
      }
    }
    to.append(pending.toString().strip()).append("</>\n");
  }

  /** What the JDK reads; null where it finds the document not well-formed. */
  private static @Nullable String outline(String text)
      throws IOException, ParserConfigurationException {
    StringBuilder to = new StringBuilder();
    SAXParserFactory factory = SAXParserFactory.newInstance();
    factory.setNamespaceAware(true);
    try {
      factory
          .newSAXParser()
          .parse(
              new InputSource(new StringReader(text)),
              new DefaultHandler() {
                private final StringBuilder pending = new StringBuilder();

                private void flush() {
                  to.append(pending.toString().strip());
                  pending.setLength(0);
                }

                @Override
                public void startElement(String uri, String local, String raw, Attributes given) {
                  flush();
                  to.append('<').append(key(uri, local));
                  TreeMap<String, String> attributes = new TreeMap<>();
                  for (int i = 0; i < given.getLength(); i++) {
                    String name = given.getLocalName(i);
                    attributes.put(
                        given.getURI(i).isEmpty()
                            ? name.toLowerCase(Locale.ROOT)
                            : key(given.getURI(i), name),
                        given.getValue(i));
                  }
                  to.append(attributes).append('>');
                }

                @Override
                public void endElement(String uri, String local, String raw) {
                  flush();
                  to.append("</>\n");
                }

                @Override
                public void characters(char[] chars, int from, int length) {
                  pending.append(chars, from, length);
                }
              });
    } catch (SAXException e) {
      return null;
    }
    return to.toString();
  }

  private static String key(String uri, String local) {
    String space = Namespaces.of(uri);
    String lower = local.toLowerCase(Locale.ROOT);
    return Namespaces.isCore(space) ? lower : space + ":" + lower;
  }
}
