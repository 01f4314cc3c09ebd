package orrery.site;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import orrery.feed.Blog;
import orrery.feed.Tag;

/**
 * What the site has feeds of. They lie in a folder that is named as the page is: {@code
 * blog/jane-1a2b3c4d.html} and {@code blog/jane-1a2b3c4d/atom.xml}.
 *
 * @param page the page of the same posts
 * @param title null for the planet itself
 * @param language BCP 47 tag, null for the planet's own
 * @param forms in which forms there are feeds of it
 */
public record Channel(
    String page, @Nullable String title, @Nullable String language, Set<Form> forms) {

  /** The planet: feeds of all posts. */
  public static final Channel PLANET =
      new Channel("index.html", null, null, EnumSet.allOf(Form.class));

  /** Copies the set. */
  public Channel {
    forms = Set.copyOf(forms);
  }

  /** A blog: one has no list of blogs, and who wants RDF has the planet's. */
  public static Channel of(Blog blog) {
    return new Channel(
        Paths.blog(blog.slug()),
        blog.name().isBlank() ? blog.slug() : blog.name(),
        blog.language(),
        EnumSet.of(Form.ATOM, Form.RSS20, Form.JSON));
  }

  /** A tag: its posts, and the blogs that write them. */
  public static Channel tag(Tag tag) {
    return new Channel(
        Paths.tag(tag.key()),
        tag.label(),
        null,
        EnumSet.of(Form.ATOM, Form.RSS20, Form.JSON, Form.OPML));
  }

  /** A language, by its primary subtag. There are few of them, so there is everything. */
  public static Channel language(String code) {
    return new Channel(Paths.language(code), Tongues.name(code), code, EnumSet.allOf(Form.class));
  }

  /** A page of posts that keep rules of their own. */
  public static Channel page(Selected page) {
    return new Channel(
        page.path(), page.title(), null, EnumSet.of(Form.ATOM, Form.RSS20, Form.JSON));
  }

  /** Where a form of it lies, whether or not there is one. */
  public String path(Form form) {
    return folder() + form.file();
  }

  /** Where its feeds lie: empty for the site itself, else ending in a slash. */
  public String folder() {
    return title == null ? "" : Paths.folder(page);
  }
}
