package orrery.site;

import freemarker.cache.StringTemplateLoader;
import freemarker.cache.StrongCacheStorage;
import freemarker.core.ParseException;
import freemarker.core.TemplateClassResolver;
import freemarker.template.Configuration;
import freemarker.template.Template;
import freemarker.template.TemplateDirectiveModel;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.Version;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Templates and assets: how pages look. The default theme is part of the program; a folder may
 * replace any single file of it, and add templates for its own to import and assets of its own.
 *
 * <p>Templates are FreeMarker ({@code .ftlh} for HTML, {@code .ftlx} for XML) and escape by
 * default. They see the values of the page and nothing else: no classes, no methods, no files
 * beside the theme's. Safe for several threads.
 */
public final class Theme {
  /** What lies in the folder {@code templates}: a jar cannot be asked for it. */
  static final List<String> DEFAULTS =
      List.of(
          "404.ftlh",
          "about.ftlh",
          "admission.ftlh",
          "archive.ftlh",
          "assets/choose.js",
          "assets/logo.svg",
          "assets/orrery.css",
          "assets/orrery.js",
          "assets/search.css",
          "assets/search.js",
          "assets/status.css",
          "assets/status.js",
          "assets/submit.css",
          "assets/topics.css",
          "atom.ftlx",
          "blog.ftlh",
          "blogs.ftlh",
          "briefs.ftlh",
          "day.ftlh",
          "elsewhere.ftlh",
          "feed.ftlh",
          "foafroll.ftlx",
          "found.ftlh",
          "front.ftlh",
          "health.ftlh",
          "language.ftlh",
          "page.ftlh",
          "layout.ftlh",
          "listing.ftlh",
          "looking.ftlh",
          "opensearch.ftlx",
          "opml.ftlx",
          "post.ftlh",
          "rss10.ftlx",
          "rss20.ftlx",
          "search.ftlh",
          "standing.ftlh",
          "status.ftlh",
          "submission.ftlh",
          "submissions.ftlh",
          "submit.ftlh",
          "tag.ftlh",
          "tags.ftlh",
          "texts/ar.properties",
          "texts/de.properties",
          "texts/en.properties",
          "texts/es.properties",
          "texts/fr.properties",
          "texts/ja.properties");

  private static final Version LEVEL = Configuration.VERSION_2_3_35;

  private final Configuration freemarker;
  private final List<Page> assets;
  private final Texts texts;
  private final List<String> strangers;
  private final List<Loss> losses;

  private Theme(
      Configuration freemarker,
      List<Page> assets,
      Texts texts,
      List<String> strangers,
      List<Loss> losses) {
    this.freemarker = freemarker;
    this.texts = texts;
    this.assets = assets;
    this.strangers = strangers;
    this.losses = losses;
  }

  /**
   * The default theme, with the files of a folder over it.
   *
   * @param override a folder with files named as in the default theme ({@code post.ftlh}, {@code
   *     assets/orrery.css}), null for the default theme as it is
   * @throws ThemeException if the folder or a file of it cannot be read
   */
  public static Theme load(@Nullable Path override) {
    return override == null ? Default.THEME : read(override);
  }

  /** Its templates are parsed once for all cycles. */
  private static final class Default {
    static final Theme THEME = read(null);
  }

  private static Theme read(@Nullable Path override) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    for (String name : DEFAULTS) {
      files.put(name, Slim.of(name, builtIn(name)));
    }
    Texts texts = new Texts();
    addTexts(texts, files);
    SortedMap<String, byte[]> own =
        override == null ? Collections.emptySortedMap() : folder(override);
    List<Loss> losses = addTexts(texts, own);
    files.putAll(own);
    StringTemplateLoader templates = new StringTemplateLoader();
    List<Page> assets =
        files.entrySet().stream()
            .filter(file -> file.getKey().startsWith("assets/"))
            .map(file -> new Page(file.getKey(), file.getValue()))
            .toList();
    files.forEach(
        (name, bytes) -> {
          if (!name.startsWith("assets/") && !Texts.is(name)) {
            templates.putTemplate(name, utf8(name, bytes), 0);
          }
        });
    Configuration freemarker = configure(templates);
    // Now: a template that is none is to be met before a page of any other is published.
    own.keySet().stream().filter(Theme::isTemplate).forEach(name -> template(freemarker, name));
    return new Theme(freemarker, assets, texts, strangers(own), losses);
  }

  /** Templates of a theme that make no page, and that none of its others names. */
  private static List<String> strangers(Map<String, byte[]> own) {
    return own.keySet().stream()
        .filter(name -> isTemplate(name) && !DEFAULTS.contains(name))
        .filter(
            name ->
                own.entrySet().stream()
                    .filter(other -> isTemplate(other.getKey()) && !other.getKey().equals(name))
                    .noneMatch(other -> utf8(other.getKey(), other.getValue()).contains(name)))
        .toList();
  }

  private static boolean isTemplate(String name) {
    return name.endsWith(".ftlh") || name.endsWith(".ftlx");
  }

  private static Template template(Configuration freemarker, String name) {
    try {
      return freemarker.getTemplate(name);
    } catch (ParseException e) {
      throw new ThemeException(
          where(e.getTemplateName(), e.getLineNumber()) + inOneLine(e.getEditorMessage()), e);
    } catch (IOException e) {
      throw new ThemeException("theme: " + name + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** FreeMarker's messages go on with hints, and with where it came from. */
  private static String inOneLine(String message) {
    return message
        .lines()
        .takeWhile(line -> !line.startsWith("----"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static List<Loss> addTexts(Texts texts, Map<String, byte[]> files) {
    List<Loss> losses = new ArrayList<>();
    files.forEach(
        (name, bytes) -> {
          if (Texts.is(name)) {
            losses.addAll(texts.add(name, utf8(name, bytes)));
          }
        });
    return losses;
  }

  /**
   * The same theme with other assets in the places of its own, or beside them.
   *
   * @param others files below {@code assets/}
   */
  public Theme with(List<Page> others) {
    SortedMap<String, Page> all = new TreeMap<>();
    assets.forEach(asset -> all.put(asset.path(), asset));
    others.forEach(asset -> all.put(asset.path(), asset));
    return new Theme(freemarker, List.copyOf(all.values()), texts, strangers, losses);
  }

  /**
   * Whether it has words in a language, or in one that this is a variety of.
   *
   * @param language a BCP 47 tag
   */
  public boolean speaks(String language) {
    return texts.speak(language);
  }

  /**
   * Why a text cannot stand in for one of its own, as the end of a sentence; null where it can.
   *
   * @param key of the text, with the form where it is one of several
   */
  public @Nullable String flaw(String key, String text) {
    return texts.flaw(key, text);
  }

  /**
   * What a text leaves out that its own one says, as the end of a sentence; null where that is
   * nothing.
   *
   * @param key of the text, with the form where it is one of several
   */
  public @Nullable String loss(String key, String text) {
    return texts.loss(key, text);
  }

  /**
   * A text in a file of the theme that leaves out what the one in whose place it stands says.
   *
   * @param file as the theme names it
   * @param line from 1; 0 where it cannot be named
   * @param message one sentence
   */
  public record Loss(String file, int line, String message) {}

  /** Such texts. */
  public List<Loss> losses() {
    return losses;
  }

  /**
   * Its words in a language; in English, where it has none.
   *
   * @param said texts that count instead of the theme's, by key
   * @throws ThemeException where a text is not as it should be
   */
  Words words(String language, Map<String, String> said) {
    return texts.words(language, said);
  }

  /** Templates of its own that nothing uses: their names may be misspelt. */
  public List<String> strangers() {
    return strangers;
  }

  /** The files that pages refer to: style sheets, pictures. */
  public List<Page> assets() {
    return assets;
  }

  /**
   * Fills in a template. The whole page or none: what goes wrong half way leaves nothing behind.
   *
   * @throws ThemeException naming file and line
   */
  byte[] render(String template, Map<String, ?> model) {
    Utf8 out = new Utf8();
    process(template, model, out);
    return out.toBytes();
  }

  /**
   * Fills in a template that says {@code <@cut/>} behind each of several pieces.
   *
   * @throws ThemeException naming file and line
   */
  List<byte[]> renderPieces(String template, Map<String, ?> model) {
    Utf8 out = new Utf8();
    List<byte[]> pieces = new ArrayList<>();
    TemplateDirectiveModel cut =
        (environment, parameters, variables, body) -> pieces.add(out.cut());
    Map<String, Object> all = new HashMap<>(model);
    all.put("cut", cut);
    process(template, all, out);
    return pieces;
  }

  private void process(String template, Map<String, ?> model, Utf8 out) {
    try {
      template(freemarker, template).process(model, out);
    } catch (TemplateException e) {
      throw new ThemeException(
          where(e.getTemplateSourceName(), e.getLineNumber())
              + inOneLine(e.getMessageWithoutStackTop()),
          page(model),
          e);
    } catch (IOException e) {
      throw new ThemeException("theme: " + template + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** What is being made; null where it goes into several pages. */
  private static @Nullable String page(Map<String, ?> model) {
    return switch (model.get("page")) {
      case View.Here page -> page.path();
      case null, default -> model.get("feed") instanceof View.Feed feed ? feed.path() : null;
    };
  }

  private static String where(@Nullable String template, @Nullable Integer line) {
    return "theme: " + template + ", line " + line + ": ";
  }

  private static Configuration configure(StringTemplateLoader templates) {
    // FreeMarker is not to look for a logging library: whatever goes wrong is thrown.
    System.setProperty("org.freemarker.loggerLibrary", "none");
    Configuration freemarker = new Configuration(LEVEL);
    freemarker.setObjectWrapper(new Views());
    freemarker.setTemplateLoader(templates);
    freemarker.setCacheStorage(new StrongCacheStorage());
    freemarker.setTemplateUpdateDelayMilliseconds(Long.MAX_VALUE);
    freemarker.setLocalizedLookup(false);
    freemarker.setLocale(Locale.ROOT);
    freemarker.setNumberFormat("c");
    freemarker.setDefaultEncoding("UTF-8");
    freemarker.setOutputEncoding("UTF-8");
    freemarker.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
    freemarker.setAPIBuiltinEnabled(false);
    freemarker.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
    freemarker.setLogTemplateExceptions(false);
    freemarker.setWrapUncheckedExceptions(true);
    freemarker.setFallbackOnNullLoopVariable(false);
    return freemarker;
  }

  private static byte[] builtIn(String name) {
    try (InputStream in = Theme.class.getResourceAsStream("/templates/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file templates/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, byte[]> folder(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) walk::iterator) {
        String name = folder.relativize(file).toString().replace('\\', '/');
        boolean asset = name.startsWith("assets/") && !name.contains("/.");
        if (Files.isRegularFile(file) && (asset || isTemplate(name) || Texts.is(name))) {
          files.put(name, Files.readAllBytes(file));
        }
      }
    } catch (IOException | UncheckedIOException e) {
      throw new ThemeException(
          "theme: " + folder + " cannot be read (" + e + "); name a folder of templates", e);
    }
    return files;
  }

  private static String utf8(String name, byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new ThemeException("theme: " + name + " is not UTF-8; save it in that encoding", e);
    }
  }
}
