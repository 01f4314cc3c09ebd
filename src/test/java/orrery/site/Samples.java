package orrery.site;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Blog;
import orrery.feed.Post;
import orrery.feed.Tag;

/** A small planet to make pages of. */
final class Samples {
  static final SiteSettings SETTINGS =
      settings("Planet Example", "https://planet.example.org/", "Ada", "en", 60, "1.2.3", Map.of());

  static final Blog JANE = blog("jane", "Jane Doe");

  /** Posts on the same things: of one language, of another, of one that is not known. */
  static final Post.Related[] RELATED = {
    related("b1", "Two bodies, one orbit", "Jane Doe", "en"),
    related("b2", "كيف نكتب برامج", "نورا السعيد", "ar"),
    related("b3", "Ω ≠ ω", "Fieldnotes", null)
  };

  private Samples() {}

  /** Settings of a site that has no hub, can be searched, and shows pictures from elsewhere. */
  static SiteSettings settings(
      String name,
      @Nullable String link,
      @Nullable String owner,
      String language,
      int items,
      String version,
      Map<String, String> extras) {
    return settings(name, link, owner, language, items, version, Map.of(), true, true, extras);
  }

  /** Settings of a site that has the logo and the words of its theme. */
  static SiteSettings settings(
      String name,
      @Nullable String link,
      @Nullable String owner,
      String language,
      int items,
      String version,
      Map<String, List<String>> hubs,
      boolean search,
      boolean linksImages,
      Map<String, String> extras) {
    return new SiteSettings(
        name,
        link,
        owner,
        language,
        items,
        version,
        hubs,
        search,
        linksImages,
        extras,
        Map.of(),
        SiteSettings.LOGO,
        "submit",
        List.of(new Selected("page/english.html", "In English")));
  }

  static Blog blog(String slug, String name) {
    return new Blog(
        slug,
        name,
        "https://" + slug + ".example.org/feed.xml",
        "https://" + slug + ".example.org/",
        null,
        "Notes of " + name,
        "en",
        3,
        Instant.parse("2026-11-22T14:05:00Z"),
        Map.of());
  }

  private static Post.Related related(
      String anchor, String title, String blog, @Nullable String language) {
    return new Post.Related(anchor, Instant.parse("2026-10-02T08:00:00Z"), title, blog, language);
  }

  static PostBuilder post(String anchor) {
    return new PostBuilder(anchor);
  }

  /** A post of which tests say what matters to them. */
  static final class PostBuilder {
    private final String anchor;
    private Blog blog = JANE;
    private @Nullable String id;
    private @Nullable String url;
    private String title = "A title";
    private String html = "<p>Some <em>text</em>.</p>";
    private String excerpt = "Some text.";
    private List<Author> authors = List.of(new Author("Jane Doe", null, null));
    private Instant date = Instant.parse("2026-11-22T14:05:00Z");
    private @Nullable Instant updated;
    private List<Tag> tags = List.of();
    private @Nullable String language = "en";
    private List<Attachment> attachments = List.of();
    private @Nullable String image;
    private List<Post.AlsoIn> alsoIn = List.of();
    private List<Post.Related> related = List.of();
    private @Nullable String rights;

    private PostBuilder(String anchor) {
      this.anchor = anchor;
      this.url = "https://jane.example.org/" + anchor;
    }

    PostBuilder blog(Blog value) {
      blog = value;
      return this;
    }

    PostBuilder id(String value) {
      id = value;
      return this;
    }

    PostBuilder url(@Nullable String value) {
      url = value;
      return this;
    }

    PostBuilder title(String value) {
      title = value;
      return this;
    }

    PostBuilder html(String value) {
      html = value;
      return this;
    }

    PostBuilder excerpt(String value) {
      excerpt = value;
      return this;
    }

    PostBuilder authors(Author... value) {
      authors = List.of(value);
      return this;
    }

    PostBuilder date(String value) {
      date = Instant.parse(value);
      return this;
    }

    PostBuilder updated(String value) {
      updated = Instant.parse(value);
      return this;
    }

    PostBuilder tags(Tag... value) {
      tags = List.of(value);
      return this;
    }

    PostBuilder language(@Nullable String value) {
      language = value;
      return this;
    }

    PostBuilder attachments(Attachment... value) {
      attachments = List.of(value);
      return this;
    }

    PostBuilder image(String value) {
      image = value;
      return this;
    }

    PostBuilder alsoIn(Post.AlsoIn... value) {
      alsoIn = List.of(value);
      return this;
    }

    PostBuilder related(Post.Related... value) {
      related = List.of(value);
      return this;
    }

    PostBuilder rights(String value) {
      rights = value;
      return this;
    }

    Post build() {
      String known = id != null ? id : url != null ? url : anchor;
      return new Post(
          anchor,
          blog,
          known,
          url,
          title,
          html,
          excerpt,
          authors,
          date,
          updated,
          tags,
          language,
          attachments,
          image,
          alsoIn,
          related,
          rights);
    }
  }
}
