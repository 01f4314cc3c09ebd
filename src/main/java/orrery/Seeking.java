package orrery;

import java.io.IOException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import orrery.clean.PlainText;
import orrery.feed.Post;
import orrery.publish.Publisher;
import orrery.site.Page;
import orrery.site.SearchIndex;
import orrery.site.SearchPart;
import orrery.store.Archive;

/** The files of the search: which parts of its index are to be made, and the making of one. */
final class Seeking {
  private final Archive archive;
  private final Publisher publisher;
  private final List<SearchPart> parts;

  Seeking(Archive archive, Publisher publisher, NavigableMap<LocalDate, Integer> days) {
    this.archive = archive;
    this.publisher = publisher;
    this.parts = SearchPart.of(days);
  }

  /** What the parts are. */
  Page contents() {
    return SearchIndex.contents(parts);
  }

  /**
   * The parts that have to be made: those touched and those not there yet. Parts that are none any
   * more go.
   */
  List<SearchPart> wanted(boolean all, Collection<LocalDate> touched) {
    List<SearchPart> wanted = new ArrayList<>();
    Set<String> folders = new HashSet<>();
    for (SearchPart part : parts) {
      folders.add(part.folder());
      if (all || !publisher.has(part.first()) || touched.stream().anyMatch(part::has)) {
        wanted.add(part);
      }
    }
    for (String path : publisher.starting(SearchPart.FOLDER)) {
      int end = path.lastIndexOf('/') + 1;
      if (end > SearchPart.FOLDER.length() && !folders.contains(path.substring(0, end))) {
        publisher.remove(path);
      }
    }
    return wanted;
  }

  /** Writes a part; a month's posts at a time are looked at. */
  void write(SearchPart part) throws IOException {
    var index = new SearchIndex(part);
    for (LocalDate from = part.from(), to; from.isBefore(part.to()); from = to) {
      to = earlier(YearMonth.from(from).plusMonths(1).atDay(1), part.to());
      for (Post post : archive.whole(archive.days(from, to)).reversed()) {
        index.add(post, PlainText.ofClean(post.html()));
      }
    }
    Set<String> stale = new HashSet<>(publisher.starting(part.folder()));
    for (Page page : index.pages()) {
      stale.remove(page.path());
      publisher.write(page.path(), page.bytes());
    }
    stale.forEach(publisher::remove);
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
