package orrery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import orrery.feed.Blog;
import orrery.feed.Tag;
import orrery.publish.Publisher;
import orrery.site.Channel;
import orrery.site.Form;
import orrery.site.Page;
import orrery.site.Site;
import orrery.store.Archive;

/** The feeds that lie beside pages: those of blogs, tags and languages. */
final class FeedPages {
  /**
   * How many posts a feed of a blog or a tag holds at most: as many as most blogs' own feeds. A
   * whole post is written again for each of its tags, so that more would soon be most of the site.
   */
  private static final int LENGTH = 10;

  private final Site site;
  private final Archive archive;
  private final Publisher publisher;
  private final Map<Long, Blog> blogs;
  private final int perPage;
  private final int length;

  /**
   * The feeds of a site.
   *
   * @param perPage how many posts the planet's own feeds hold
   */
  FeedPages(Site site, Archive archive, Publisher publisher, Map<Long, Blog> blogs, int perPage) {
    this.site = site;
    this.archive = archive;
    this.publisher = publisher;
    this.blogs = blogs;
    this.perPage = perPage;
    this.length = Math.min(perPage, LENGTH);
  }

  /** Whether an earlier run wrote the feeds of a channel. */
  boolean has(Channel channel) {
    return publisher.has(channel.path(Form.ATOM));
  }

  List<Page> blog(long feed, Blog blog) {
    return site.feeds(Channel.of(blog), archive.wholeBlog(feed, length), List.of(blog));
  }

  /** The feeds of a tag, and of these the blogs that have it. */
  List<Page> tag(Tag tag) {
    return site.feeds(
        Channel.tag(tag),
        archive.wholeTag(tag.key(), length),
        blogs(archive.blogs(tag.key()).keySet()));
  }

  /** The feeds of a language, and of these the blogs that write in it. */
  List<Page> language(String code, Collection<Long> writers) {
    return site.feeds(Channel.language(code), archive.wholeLanguage(code, perPage), blogs(writers));
  }

  private List<Blog> blogs(Collection<Long> feeds) {
    return blogs.entrySet().stream()
        .filter(blog -> feeds.contains(blog.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }
}
