package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a maintainer has to know: said by the environment, or kept in a file, which is made where it
 * is not there. Safe for several threads.
 */
public final class MaintainerToken {
  /** The environment's variable. */
  public static final String VARIABLE = "ORRERY_MAINTAINER_TOKEN";

  private static final String FILE = "maintainer.token";
  private static final int SHORTEST = 16;
  private static final int BYTES = 32;

  private final @Nullable String said;
  private final Path file;

  /**
   * A token.
   *
   * @param said by the environment, null where it says nothing
   * @param folder where the file is, or is to be
   * @throws IOException where what is said is too short
   */
  public MaintainerToken(@Nullable String said, Path folder) throws IOException {
    this.said = said == null || said.isBlank() ? null : said.strip();
    this.file = folder.resolve(FILE);
    if (this.said != null && this.said.length() < SHORTEST) {
      throw new IOException(
          VARIABLE
              + " is too short: use at least "
              + SHORTEST
              + " characters that nobody guesses.");
    }
  }

  /**
   * Makes the file where it is needed and not there.
   *
   * @return where the token is to be had, in words
   */
  public String prepare() throws IOException {
    read();
    return said == null ? "in " + file : "in " + VARIABLE;
  }

  /** Whether this is it. The time that it takes does not tell how much of it is right. */
  boolean is(String given) throws IOException {
    return MessageDigest.isEqual(read().getBytes(UTF_8), given.getBytes(UTF_8));
  }

  /** As it is now: whoever changes the file needs no new start. */
  private synchronized String read() throws IOException {
    if (said != null) {
      return said;
    }
    if (!Files.exists(file)) {
      make();
    }
    String token = Files.readString(file).strip();
    if (token.length() < SHORTEST) {
      throw new IOException(file + " holds no token: delete it, and a new one is made.");
    }
    return token;
  }

  private void make() throws IOException {
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    // Java makes such files for their owner only (600), and whole or not at all they shall be.
    Path whole = Files.createTempFile(folder, FILE, "");
    Files.writeString(whole, Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n");
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
