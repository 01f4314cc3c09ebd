package orrery.web;

import io.javalin.http.Context;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLConnection;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a site, and its own page for addresses at which there is none. Javalin's own handler
 * shows a folder's page at an address at which its links lead astray, and says no file's length.
 */
final class Folder {
  /** What is hidden, or leads elsewhere, or is written differently than the site writes it. */
  private static final Pattern NO_NAMES = Pattern.compile("(^|/)(\\.|/)|[\\x00-\\x1f\\\\]");

  private static final Pattern ASSETS = Pattern.compile("=\"(/(?:[^\"]*/)?)assets/");

  private final String root;
  private final Path folder;

  /**
   * A site.
   *
   * @param root the path under which it is to be found: {@code /}, {@code /other/}
   */
  Folder(String root, Path folder) {
    this.root = root;
    this.folder = folder.toAbsolutePath().normalize();
  }

  /** Answers GET and HEAD. */
  void answer(Context context) throws IOException {
    String name = name(context.path());
    Path file = name == null ? null : real(name);
    if (file == null) {
      notFound(context);
    } else if (Files.isDirectory(file)) {
      context.status(301);
      // As it was asked for; no name in it can be taken for a scheme or a host.
      String path = context.path();
      context.header("Location", "./" + path.substring(path.lastIndexOf('/') + 1) + "/");
    } else {
      send(context, file);
    }
  }

  /** The path of a file in the site, null where it is none. */
  private @Nullable String name(String path) {
    try {
      String decoded = new URI(path).getPath();
      if (decoded == null || !decoded.startsWith(root)) {
        return null;
      }
      String name = decoded.substring(root.length());
      if (NO_NAMES.matcher(name).find()) {
        return null;
      }
      return name.isEmpty() || name.endsWith("/") ? name + "index.html" : name;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** A file, or a folder that has a page; null where there is none, or one that lies elsewhere. */
  private @Nullable Path real(String name) throws IOException {
    try {
      Path file = folder.resolve(name);
      boolean page = Files.isDirectory(file) && Files.exists(file.resolve("index.html"));
      return (page || Files.isRegularFile(file))
              && file.toRealPath().equals(folder.toRealPath().resolve(name))
          ? file
          : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static void send(Context context, Path file) throws IOException {
    // Of one file, even where another takes its place meanwhile.
    FileChannel channel = FileChannel.open(file);
    try {
      long length = channel.size();
      long changed = Files.getLastModifiedTime(file).toMillis();
      String tag = "\"" + Long.toHexString(changed) + "-" + Long.toHexString(length) + "\"";
      context.res().setDateHeader("Last-Modified", changed);
      context.header("ETag", tag);
      if (isKnown(context, tag, changed)) {
        context.status(304);
        channel.close();
        return;
      }
      String type = URLConnection.guessContentTypeFromName(file.toString());
      context.contentType(Objects.requireNonNullElse(type, "application/octet-stream"));
      context.res().setContentLengthLong(length);
      if (context.req().getMethod().equals("HEAD")) {
        channel.close();
      } else {
        context.result(Channels.newInputStream(channel)); // closed when it is sent
      }
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** RFC 9110, section 13.2.2. */
  private static boolean isKnown(Context context, String tag, long changed) {
    String known = context.header("If-None-Match");
    if (known != null) {
      return known.contains(tag) || known.strip().equals("*");
    }
    try {
      return changed / 1000 <= context.req().getDateHeader("If-Modified-Since") / 1000;
    } catch (IllegalArgumentException e) {
      return false; // not a date
    }
  }

  /** Says that there is nothing. */
  void notFound(Context context) throws IOException {
    Path page = folder.resolve("404.html");
    context.status(404).contentType("text/html; charset=utf-8");
    context.result(Files.exists(page) ? moved(Files.readString(page), root) : "");
  }

  /**
   * The page that a site has for addresses where there is nothing, to be given out here: its links
   * begin at where the site will lie on its server, which its style sheet shows.
   *
   * @param root where it lies here
   */
  static String moved(String html, String root) {
    Matcher sheet = ASSETS.matcher(html);
    return sheet.find() ? html.replace("=\"" + sheet.group(1), "=\"" + root) : html;
  }
}
