package orrery.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import orrery.feed.Attachment;
import orrery.feed.Author;
import orrery.feed.Category;
import orrery.feed.Entry;
import orrery.feed.Feed;
import orrery.feed.Link;
import orrery.feed.Parsed;
import orrery.feed.Problem;
import orrery.feed.Source;
import orrery.feed.Text;

/**
 * What a document says, as flat facts: {@code entry1.title} and so on. What is absent is missing.
 */
final class Facts {
  private final Map<String, String> facts = new LinkedHashMap<>();

  private Facts() {}

  static Map<String, String> of(Parsed parsed) {
    Facts facts = new Facts();
    switch (parsed) {
      case Parsed.NotAFeed no -> facts.put("not", no.reason());
      case Parsed.Understood yes -> {
        facts.feed(yes.feed());
        facts.put("entries", yes.entries().size());
        for (int i = 0; i < yes.entries().size(); i++) {
          facts.entry("entry" + (i + 1) + ".", yes.entries().get(i));
        }
      }
    }
    facts.problems("", parsed.problems());
    return facts.facts;
  }

  private void put(String key, @Nullable Object value) {
    if (value != null) {
      facts.put(key, value.toString().replace("\n", "\\n"));
    }
  }

  private void feed(Feed feed) {
    put("format", feed.format().label());
    put("encoding", feed.encoding());
    put("id", feed.id());
    text("title", feed.title());
    text("description", feed.description());
    put("url", feed.url());
    put("self", feed.feedUrl());
    links("", feed.links());
    authors("", feed.authors());
    put("updated", feed.updated());
    categories("", feed.categories());
    put("language", feed.language());
    put("rights", feed.rights());
    put("generator", feed.generator());
    put("image", feed.image());
    put("icon", feed.icon());
    put("hubs", feed.hubs().isEmpty() ? null : String.join(" ", feed.hubs()));
    put("interval", feed.pace().interval());
    put(
        "skipHours",
        feed.pace().skipHours().isEmpty() ? null : new TreeSet<>(feed.pace().skipHours()));
    put(
        "skipDays",
        feed.pace().skipDays().isEmpty() ? null : new TreeSet<>(feed.pace().skipDays()));
  }

  private void entry(String at, Entry entry) {
    put(at + "id", entry.id());
    put(at + "url", entry.url());
    text(at + "title", entry.title());
    text(at + "summary", entry.summary());
    text(at + "content", entry.content());
    authors(at, entry.authors());
    put(at + "published", entry.published());
    put(at + "updated", entry.updated());
    categories(at, entry.categories());
    int n = 0;
    for (Attachment file : entry.attachments()) {
      put(
          at + "attachment" + ++n,
          file.url()
              + (file.type() == null ? "" : " " + file.type())
              + (file.length() < 0 ? "" : " " + file.length() + " bytes")
              + (file.duration() < 0 ? "" : " " + file.duration() + " s")
              + (file.title() == null ? "" : " \"" + file.title() + "\""));
    }
    links(at, entry.links());
    put(at + "image", entry.image());
    put(at + "language", entry.language());
    put(at + "rights", entry.rights());
    Source source = entry.source();
    if (source != null) {
      put(at + "source.id", source.id());
      put(at + "source.title", source.title());
      put(at + "source.url", source.url());
      put(at + "source.feed", source.feedUrl());
    }
    problems(at, entry.problems());
  }

  private void text(String key, @Nullable Text text) {
    if (text != null) {
      put(key, text.value());
      put(key + ".type", text.html() ? "html" : "text");
      put(key + ".base", text.base());
      put(key + ".language", text.language());
    }
  }

  private void links(String at, List<Link> links) {
    int n = 0;
    for (Link link : links) {
      put(
          at + "link" + ++n,
          link.rel()
              + " "
              + link.href()
              + (link.type() == null ? "" : " " + link.type())
              + (link.hreflang() == null ? "" : " " + link.hreflang())
              + (link.title() == null ? "" : " \"" + link.title() + "\""));
    }
  }

  private void authors(String at, List<Author> authors) {
    int n = 0;
    for (Author author : authors) {
      List<String> parts = new ArrayList<>();
      if (author.name() != null) {
        parts.add(author.name());
      }
      if (author.email() != null) {
        parts.add("<" + author.email() + ">");
      }
      if (author.url() != null) {
        parts.add(author.url());
      }
      put(at + "author" + ++n, String.join(" ", parts));
    }
  }

  private void categories(String at, List<Category> categories) {
    int n = 0;
    for (Category category : categories) {
      put(
          at + "category" + ++n,
          category.term()
              + (category.scheme() == null ? "" : " {" + category.scheme() + "}")
              + (category.label() == null ? "" : " \"" + category.label() + "\""));
    }
  }

  private void problems(String at, List<Problem> problems) {
    List<String> codes = new ArrayList<>();
    for (Problem problem : problems) {
      codes.add(problem.code() + (problem.line() > 0 ? "@" + problem.line() : ""));
    }
    put(at + "problems", codes.isEmpty() ? null : String.join(" ", codes));
  }
}
