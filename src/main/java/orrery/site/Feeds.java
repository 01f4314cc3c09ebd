package orrery.site;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import orrery.feed.Post;

/** Writes the feeds of the site. */
final class Feeds {
  private final SiteSettings settings;
  private final View.Planet planet;
  private final Theme theme;
  private final Words words;

  Feeds(SiteSettings settings, View.Planet planet, Theme theme, Words words) {
    this.settings = settings;
    this.planet = planet;
    this.theme = theme;
    this.words = words;
  }

  Page posts(Form form, Channel channel, List<View.Item> posts) {
    String path = channel.path(form);
    View.Feed feed = feed(path, channel, View.Moment.latest(posts, words));
    if (form == Form.JSON) {
      return new Page(path, Json.feed(planet, feed, posts));
    }
    return new Page(path, theme.render(template(form), model(feed, "posts", posts)));
  }

  Page roll(Form form, Channel channel, List<View.Home> blogs) {
    String path = channel.path(form);
    View.Feed feed = feed(path, channel, View.Moment.latest(List.of(), words));
    return new Page(path, theme.render(template(form), model(feed, "blogs", blogs)));
  }

  private Map<String, Object> model(View.Feed feed, String name, List<? extends Record> listed) {
    Map<String, Object> model = new HashMap<>();
    model.put("site", planet);
    model.put("t", words);
    model.put("feed", feed);
    model.put(name, listed);
    return model;
  }

  private static String template(Form form) {
    return form.file().replace(".xml", ".ftlx");
  }

  private View.Feed feed(String path, Channel channel, View.Moment updated) {
    String base = planet.base();
    boolean all = channel.title() == null;
    String id = all ? base : base == null ? null : base + channel.page();
    return new View.Feed(
        path,
        id != null ? id : Ids.urn(planet.name() + (all ? "" : '\n' + channel.page())),
        channel.title(),
        all ? planet.link() : base == null ? null : base + channel.page(),
        base == null ? null : base + path,
        channel.language() == null ? planet.language() : channel.language(),
        settings.hubs(path),
        updated);
  }

  /**
   * No two posts of a feed may have one id (RFC 4287, section 4.1.1), but authors do give one to
   * several. The first keeps it.
   */
  static List<View.Item> distinct(List<View.Item> items, List<Post> posts) {
    Set<String> taken = new HashSet<>();
    List<View.Item> distinct = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      View.Item item = items.get(i);
      distinct.add(taken.add(item.id()) ? item : item.named(Ids.own(posts.get(i))));
    }
    return distinct;
  }
}
