package orrery.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import orrery.config.ConfigException;

/** Configs as they were: in another file, or in a revision that git keeps. */
final class Past {
  /** Names of revisions (gitrevisions(7)), but for those that name a file or look for words. */
  private static final Pattern REVISION =
      Pattern.compile("[\\p{L}\\p{N}_@.][\\p{L}\\p{N}_@.,/+=#^~{}-]{0,250}");

  private Past() {}

  private record Answer(int status, byte[] out, String err) {
    String words() {
      return err.lines().findFirst().orElse("git exits with " + status + ".");
    }

    String text() {
      return new String(out, UTF_8).strip();
    }
  }

  /**
   * The bytes of a config as it was; none where there was no such file.
   *
   * @param since a file, else a revision. A branch that went on since the own one left it counts as
   *     it was then: what others did to it is not ours.
   * @throws ConfigException where it cannot be found out; the message says how to mend it
   */
  static byte[] of(Path config, String since) throws ConfigException, IOException {
    Path file = file(since);
    if (file != null) {
      return Files.readAllBytes(file);
    }
    if (!REVISION.matcher(since).matches() || since.contains("..")) {
      throw new ConfigException(
          "--since " + since + ": there is no such file, and no revision of git is called so.");
    }
    Path absolute = config.toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(absolute.getParent());
    Answer repository = git(folder, "rev-parse", "--git-dir");
    if (repository.status() != 0) {
      throw new ConfigException(
          repository.err().contains("not a git repository")
              ? "--since "
                  + since
                  + ": there is no such file, and "
                  + folder
                  + " is not in a git repository."
              : "--since " + since + ": git says: " + repository.words());
    }
    Answer commit = git(folder, "rev-parse", "--verify", "--quiet", since + "^{commit}");
    if (commit.status() != 0) {
      throw new ConfigException(
          "--since "
              + since
              + ": there is no such file, and git does not know that revision here; fetch it"
              + " first (clones in CI are often shallow: fetch-depth: 0, GIT_DEPTH: 0).");
    }
    Answer fork = git(folder, "merge-base", commit.text(), "HEAD");
    String then = fork.status() == 0 && !fork.text().isEmpty() ? fork.text() : commit.text();
    String path = "./" + absolute.getFileName();
    Answer listed = git(folder, "ls-tree", "--name-only", then, path);
    if (listed.status() == 0 && listed.out().length == 0) {
      return new byte[0];
    }
    Answer shown = git(folder, "show", "--no-textconv", then + ":" + path);
    if (shown.status() != 0) {
      throw new ConfigException("--since " + since + ": git says: " + shown.words());
    }
    return shown.out();
  }

  private static @Nullable Path file(String since) {
    try {
      Path file = Path.of(since);
      return Files.isRegularFile(file) ? file : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }

  private static Answer git(Path folder, String... words) throws ConfigException, IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    // Its words are looked at.
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("GIT_TERMINAL_PROMPT", "0");
    Process git;
    try {
      git = builder.start();
    } catch (IOException e) {
      throw new ConfigException(
          "git is missing, which knows the config as it was: install it, or name a file by --since"
              + " ("
              + e.getMessage()
              + ").");
    }
    git.getOutputStream().close();
    CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> read(git.getErrorStream()));
    byte[] out = git.getInputStream().readAllBytes();
    try {
      return new Answer(git.waitFor(), out, err.join());
    } catch (InterruptedException e) {
      git.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String read(InputStream in) {
    try {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
