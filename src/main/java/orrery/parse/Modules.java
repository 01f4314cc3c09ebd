package orrery.parse;

import com.rometools.modules.itunes.EntryInformation;
import com.rometools.modules.itunes.FeedInformation;
import com.rometools.modules.itunes.io.ITunesParser;
import com.rometools.modules.mediarss.MediaEntryModule;
import com.rometools.modules.mediarss.MediaModule;
import com.rometools.modules.mediarss.io.MediaModuleParser;
import com.rometools.rome.feed.module.SyModule;
import com.rometools.rome.io.ModuleParser;
import com.rometools.rome.io.impl.SyModuleParser;
import java.util.Locale;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * The extensions that ROME maps well. Their elements, mended and with absolute addresses, are
 * handed to ROME's own parsers; what ROME cannot take is left out and costs nothing else.
 */
final class Modules {
  private static final Namespace MEDIA =
      Namespace.getNamespace("media", "http://search.yahoo.com/mrss/");
  private static final Namespace ITUNES =
      Namespace.getNamespace("itunes", "http://www.itunes.com/dtds/podcast-1.0.dtd");
  private static final Namespace SYNDICATION =
      Namespace.getNamespace("sy", "http://purl.org/rss/1.0/modules/syndication/");

  private final Bases bases;
  private @Nullable MediaModuleParser media;
  private @Nullable ITunesParser itunes;

  Modules(Bases bases) {
    this.bases = bases;
  }

  /** Media RSS 1.5 of an item; null where ROME finds none. */
  @Nullable MediaEntryModule media(Node item) {
    return mediaOf(item, "item") instanceof MediaEntryModule found ? found : null;
  }

  /** Media RSS of a channel. */
  @Nullable MediaModule mediaOfFeed(Node channel) {
    return mediaOf(channel, "channel") instanceof MediaModule found ? found : null;
  }

  private @Nullable Object mediaOf(Node node, String as) {
    if (media == null) {
      media = new MediaModuleParser();
    }
    return parse(media, node, as, Namespaces.MEDIA, MEDIA);
  }

  /** Apple's podcast elements of a channel. */
  @Nullable FeedInformation itunesOfFeed(Node channel) {
    return itunesOf(channel, "channel") instanceof FeedInformation found ? found : null;
  }

  /** Apple's podcast elements of an item. */
  @Nullable EntryInformation itunesOfEntry(Node item) {
    return itunesOf(item, "item") instanceof EntryInformation found ? found : null;
  }

  private @Nullable Object itunesOf(Node node, String as) {
    if (itunes == null) {
      itunes = new ITunesParser();
    }
    return parse(itunes, node, as, Namespaces.ITUNES, ITUNES);
  }

  @Nullable SyModule syndication(Node channel) {
    return parse(new SyModuleParser(), channel, "channel", "sy", SYNDICATION)
            instanceof SyModule found
        ? found
        : null;
  }

  private @Nullable Object parse(
      ModuleParser parser, Node node, String as, String space, Namespace namespace) {
    Element parent = new Element(as);
    copy(node, parent, space, namespace, 0);
    try {
      return parser.parse(parent, Locale.ROOT);
    } catch (RuntimeException e) {
      return null; // ROME stumbles over numbers and periods that are none
    }
  }

  private void copy(Node from, Element to, String space, Namespace namespace, int depth) {
    for (Object child : from.children()) {
      if (!(child instanceof Node node) || !node.space.equals(space) || depth > 8) {
        continue;
      }
      try {
        Element made = new Element(node.name, namespace);
        String[] attributes = node.attributes();
        for (int i = 0; i < attributes.length; i += 2) {
          String key = attributes[i];
          String value = attributes[i + 1];
          switch (key) {
            case "url", "href" -> made.setAttribute(key, uri(node, value));
            case "filesize" -> number(made, "fileSize", value);
            case "duration" -> number(made, key, value);
            // Not asked for, and ROME drops the whole element where they are no numbers.
            case "width", "height", "bitrate", "framerate", "samplingrate", "channels" -> {}
            default -> {
              if (key.indexOf(':') < 0) {
                made.setAttribute(key, value);
              }
            }
          }
        }
        String text = node.hasElements() ? "" : node.rawText().strip();
        if (node.key.equals("media:thumbnail") && made.getAttribute("url") == null) {
          if (text.isEmpty()) {
            continue;
          }
          made.setAttribute("url", uri(node, text)); // a slip that is seen
        }
        made.setText(space.equals("sy") ? text.toLowerCase(Locale.ROOT) : text);
        copy(node, made, space, namespace, depth + 1);
        to.addContent(made);
      } catch (IllegalArgumentException e) {
        // A name or a character that is not XML: this element is lost, the rest is not.
      }
    }
  }

  private static void number(Element to, String name, String written) {
    int dot = written.indexOf('.');
    long value = Links.length(dot < 0 ? written : written.substring(0, dot));
    if (value >= 0) {
      to.setAttribute(name, Long.toString(value));
    }
  }

  /** An absolute address that {@code java.net.URI} takes. */
  private String uri(Node at, String reference) {
    String absolute = bases.resolve(at, reference);
    if (absolute == null) {
      return "";
    }
    StringBuilder encoded = null;
    for (int i = 0; i < absolute.length(); i++) {
      char c = absolute.charAt(i);
      boolean bare =
          c == '%'
              && !(i + 2 < absolute.length()
                  && Character.digit(absolute.charAt(i + 1), 16) >= 0
                  && Character.digit(absolute.charAt(i + 2), 16) >= 0);
      if (bare || "\"<>\\^`{|}[]".indexOf(c) >= 0) {
        if (encoded == null) {
          encoded = new StringBuilder(absolute.length() + 8).append(absolute, 0, i);
        }
        encoded.append('%').append(Integer.toHexString(c).toUpperCase(Locale.ROOT));
      } else if (encoded != null) {
        encoded.append(c);
      }
    }
    return encoded == null ? absolute : encoded.toString();
  }
}
