package orrery.site;

import static org.assertj.core.api.Assertions.assertThat;
import static orrery.site.Samples.JANE;
import static orrery.site.Samples.SETTINGS;
import static orrery.site.Samples.post;

import freemarker.template.TemplateModel;
import java.io.IOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import orrery.feed.Post;
import orrery.feed.Tag;

/** {@code templates/README.md} says what templates see: all of it, and nothing else. */
class TemplateModelTest {
  private static final Pattern RECORD =
      Pattern.compile("(?m)^### (\\w+) \\(`(\\w+)\\.(\\w+)`\\)\n\n((?:\\|.*\n?)+)");
  private static final Pattern PART = Pattern.compile("(?m)^\\| `(\\w+)` \\| ([^|]+) \\|");
  private static final Pattern TEMPLATE =
      Pattern.compile("(?m)^\\| `([\\w]+\\.ftl[hx])` \\| [^|]+ \\|(.*)\\|$");
  private static final Pattern VALUE = Pattern.compile("`(\\w+)`: ([\\w/ ]+\\??)");
  private static final Pattern MACRO =
      Pattern.compile("(?m)^\\| `((?:layout|posts|health|admission)\\..*?)`");
  private static final Pattern FILE = Pattern.compile("(?ms)^```\\w+ (\\S+)\n(.*?)^```$");
  private static final Pattern SEEN = Pattern.compile("(?m)^== (\\S+)\n((?:\\w+: .*\n)*)");

  /** Templates that others import. */
  private static final Map<String, String> SHARED =
      Map.of(
          "layout.ftlh",
          "layout",
          "post.ftlh",
          "posts",
          "health.ftlh",
          "health",
          "admission.ftlh",
          "admission");

  @TempDir Path folder;
  private String page = "";

  @BeforeEach
  void read() throws IOException {
    page = Files.readString(Path.of("templates/README.md"));
  }

  // Records --------------------------------------------------------------------------------------

  /** A kind of value: its parts and their types, in the words of the page. */
  private record Kind(String name, Class<?> type, Map<String, String> parts) {}

  private Map<String, Kind> kinds() {
    Map<String, Kind> kinds = new TreeMap<>();
    for (MatchResult found : RECORD.matcher(page).results().toList()) {
      Class<?> type = records().get(found.group(2) + "." + found.group(3));
      assertThat(type).as("the record of: %s", found.group(1)).isNotNull();
      kinds.put(
          found.group(1),
          new Kind(found.group(1), Objects.requireNonNull(type), pairs(PART, found.group(4))));
    }
    return kinds;
  }

  private static Map<String, String> pairs(Pattern pattern, String text) {
    Map<String, String> pairs = new TreeMap<>();
    pattern
        .matcher(text)
        .results()
        .forEach(found -> pairs.put(found.group(1), found.group(2).strip()));
    return pairs;
  }

  /** The records that templates see; what was written before is a piece to them. */
  private static Map<String, Class<?>> records() {
    return Stream.of(View.class, StatusView.class, SubmitView.class, Charts.class)
        .flatMap(house -> Stream.of(house.getDeclaredClasses()))
        .filter(type -> type.isRecord() && type != View.Written.class)
        .collect(
            Collectors.toMap(
                type -> type.getEnclosingClass().getSimpleName() + "." + type.getSimpleName(),
                type -> type));
  }

  @Test
  void everyRecordStandsThereWithItsParts() {
    Map<String, Kind> kinds = kinds();
    Map<Class<?>, String> names =
        kinds.values().stream().collect(Collectors.toMap(Kind::type, Kind::name));

    assertThat(names.keySet()).containsExactlyInAnyOrderElementsOf(records().values());
    for (Kind kind : kinds.values()) {
      Map<String, String> parts = new TreeMap<>();
      for (RecordComponent part : kind.type().getRecordComponents()) {
        AnnotatedElement type = part.getAnnotatedType();
        parts.put(
            part.getName(),
            words(part.getGenericType(), names)
                + (type.isAnnotationPresent(Nullable.class) ? "?" : ""));
      }
      assertThat(kind.parts()).as(kind.name()).isEqualTo(parts);
    }
  }

  private static String words(Type type, Map<Class<?>, String> names) {
    if (type instanceof ParameterizedType generic) {
      Type[] of = generic.getActualTypeArguments();
      return (generic.getRawType() == List.class ? "list of " : "map of ")
          + words(of[of.length - 1], names);
    }
    if (type instanceof WildcardType) {
      return "post or piece";
    }
    if (type == String.class) {
      return "text";
    }
    if (type == boolean.class) {
      return "yes/no";
    }
    if (type == int.class || type == long.class || type == Long.class) {
      return "number";
    }
    return type instanceof Class<?> named && TemplateModel.class.isAssignableFrom(named)
        ? "HTML"
        : names.getOrDefault(type, type + ", which the page does not name");
  }

  // Models ---------------------------------------------------------------------------------------

  @Test
  void everyTemplateStandsThereWithItsValues() throws IOException {
    Map<String, Kind> kinds = kinds();
    Map<String, String> said = pairs(TEMPLATE, page);
    Map<String, Map<String, String>> seen = seen(kinds);

    assertThat(said.keySet())
        .containsExactlyInAnyOrderElementsOf(
            Theme.DEFAULTS.stream()
                .filter(name -> name.contains(".ftl") && !SHARED.containsKey(name))
                .toList())
        .isEqualTo(seen.keySet());
    said.forEach(
        (template, values) -> {
          Map<String, String> all = pairs(VALUE, values);
          all.putAll(pairs(VALUE, sentence("Every template sees ")));
          if (template.endsWith(".ftlh")) {
            all.putAll(pairs(VALUE, sentence("Every page sees ")));
          }
          Map<String, String> found = seen.getOrDefault(template, Map.of());
          assertThat(found.keySet()).as(template).isEqualTo(all.keySet());
          found.forEach(
              (name, looks) ->
                  assertThat(fits(looks, all.getOrDefault(name, ""), kinds))
                      .as("%s of %s: %s, and looks like: %s", name, template, all.get(name), looks)
                      .isTrue());
        });
  }

  private String sentence(String beginning) {
    int start = page.indexOf(beginning);
    assertThat(start).as(beginning).isNotNegative();
    return page.substring(start, page.indexOf('.', start));
  }

  /** Whether a value can be of a type; a record is told by the parts it has. */
  private static boolean fits(String looks, String type, Map<String, Kind> kinds) {
    String wanted = type.replace("?", "");
    if (!looks.contains("record")) {
      return wanted.equals(looks) || (looks.equals("list of") && wanted.startsWith("list of "));
    }
    String outside = looks.substring(0, looks.indexOf("record"));
    Set<String> parts = Set.of(looks.substring(looks.indexOf("record") + 7).split(" "));
    Kind kind = wanted.startsWith(outside) ? kinds.get(wanted.substring(outside.length())) : null;
    return kind != null
        && kind.parts().keySet().containsAll(parts)
        && kind.parts().entrySet().stream()
            .allMatch(part -> part.getValue().endsWith("?") || parts.contains(part.getKey()));
  }

  /** What templates see that do nothing but tell. */
  private Map<String, Map<String, String>> seen(Map<String, Kind> kinds) throws IOException {
    Set<String> parts = new TreeSet<>();
    kinds.values().forEach(kind -> parts.addAll(kind.parts().keySet()));
    for (String name : pairs(TEMPLATE, page).keySet()) {
      Files.writeString(folder.resolve(name), teller(name, parts));
    }
    Map<String, Map<String, String>> seen = new TreeMap<>();
    for (Page made : pages(new Site(SETTINGS, Theme.load(folder)))) {
      SEEN.matcher(made.text())
          .results()
          .forEach(found -> seen.put(found.group(1), lines(found.group(2))));
    }
    return seen;
  }

  private static Map<String, String> lines(String text) {
    return text.lines()
        .collect(
            Collectors.toMap(
                line -> line.substring(0, line.indexOf(':')),
                line -> line.substring(line.indexOf(':') + 2).strip(),
                (one, other) -> other,
                TreeMap::new));
  }

  private static String teller(String name, Set<String> parts) {
    String names = parts.stream().map(n -> '"' + n + '"').collect(Collectors.joining(", "));
    return """
        <#macro kind of><#if of?is_string>text<#elseif of?is_number>number<#t>
        <#elseif of?is_boolean>yes/no<#elseif of?is_directive>piece<#t>
        <#elseif of?is_sequence>list of <#if of?size gt 0><@kind of[0]/></#if><#t>
        <#elseif of?is_hash_ex>map of <@kind of?values[0]/><#t>
        <#else>record<#list [%s] as n><#if of[n]??> ${n}</#if></#list></#if></#macro><#t>
        == %s
        <#list .data_model?keys?sort as key>
        ${key}: <#if key == "t">texts<#else><@kind .data_model[key]/></#if>${"\\n"}<#t>
        </#list>
        <#if items?? && cut??><#list items as one><@cut/></#list></#if>
        <#if groups??><#list groups as group><#list group.posts as piece><@piece/></#list></#list></#if>
        """
        .formatted(names, name);
  }

  /** Every kind of page, with something for each value. */
  private static List<Page> pages(Site site) {
    Tag tag = new Tag("java", "Java", Tag.Origin.AUTHOR, true);
    Post post =
        post("a")
            .tags(tag)
            .related(Samples.RELATED)
            .html(Gallery.EVERYTHING)
            .updated("2026-11-22T15:00:00Z")
            .build();
    List<Post> posts = List.of(post);
    LocalDate day = LocalDate.of(2026, 11, 22);
    YearMonth month = YearMonth.of(2026, 11);
    Count<Tag> tags = new Count<>(tag, 50);
    Count<String> english = new Count<>("en", 1);
    List<Count<YearMonth>> months = List.of(new Count<>(month, 1));
    List<Count<Tag>> topics = new ArrayList<>(List.of(tags));
    for (int i = 0; i < 150; i++) {
      topics.add(new Count<>(new Tag("t" + i, "T" + i), 1));
    }
    var trends =
        new Trends(month, Map.of("java", List.of(1, 2)), List.of(new Rising.Rise("java", 3)));
    List<Page> pages = new ArrayList<>(StatusPagesTest.pages(site, JANE, post, tags));
    pages.add(StatusPagesTest.failing(site));
    pages.addAll(SubmitPagesTest.full(site));
    pages.addAll(site.feeds(Channel.PLANET, posts, List.of(JANE)));
    pages.addAll(
        List.of(
            site.front(posts, List.of(JANE)),
            site.day(day, posts, null, null),
            site.sheet(month, posts).page(null, null),
            site.archive(months, List.of(english)),
            site.blog(JANE, null, posts, List.of(new Count<>(Year.of(2026), 1))),
            site.tag(
                tags,
                posts,
                months,
                new TreeMap<>(Map.of(month, 1, month.minusMonths(1), 2)),
                List.of(new Count<>(JANE, 3))),
            site.language(english, posts, months),
            site.selection(new Selected("page/english.html", "In English"), posts),
            site.tags(topics, trends, List.of(english)),
            site.blogs(List.of(new BlogLine(JANE, null, List.of(1, 2)))),
            site.notFound(posts),
            site.search(),
            Objects.requireNonNull(site.openSearch())));
    return pages;
  }

  // Macros and the example -----------------------------------------------------------------------

  @Test
  void everyMacroStandsThere() throws IOException {
    List<String> macros = new ArrayList<>();
    for (Map.Entry<String, String> shared : SHARED.entrySet()) {
      String text = Files.readString(Path.of("templates", shared.getKey()));
      Pattern.compile("<#(?:macro|function) ([^>]+)>")
          .matcher(text)
          .results()
          .forEach(macro -> macros.add(shared.getValue() + "." + macro.group(1)));
    }

    assertThat(MACRO.matcher(page).results().map(found -> found.group(1)))
        .containsExactlyInAnyOrderElementsOf(macros);
  }

  @Test
  void theExampleIsATheme() throws IOException {
    List<MatchResult> files = FILE.matcher(page).results().toList();
    for (MatchResult file : files) {
      Path to = folder.resolve(file.group(1));
      Files.createDirectories(to.getParent());
      Files.writeString(to, file.group(2));
    }
    Theme theme = Theme.load(folder);
    List<Post> posts = List.of(post("a").title("One & all").build(), post("b").build());
    var settings =
        Samples.settings("P", null, "Ada <A>", "en", 1, "1", Map.of("motto", "Per aspera."));

    String front = new Site(settings, theme).front(posts, List.of(JANE)).text();
    assertThat(files).hasSize(2);
    assertThat(front)
        .contains(
            "One &amp; all",
            "href=\"blog/jane.html\"",
            ">Older: ",
            "looked after by Ada &lt;A&gt;. Per aspera.",
            "assets/small.css");
    assertThat(new Site(SETTINGS, theme).front(List.of(), List.of()).text())
        .contains("No posts yet.", "looked after by Ada. </p>");
    assertThat(theme.assets()).extracting(Page::path).contains("assets/small.css");
    assertThat(new Site(settings, theme).tags(List.of(), Trends.NONE, List.of()).text())
        .contains("No topic has enough posts yet");
  }
}
