package orrery.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What forms carry so that only our own pages can send them: an end, and a MAC (HMAC-SHA256, RFC
 * 2104) over it and what it is for. They hold until the program ends.
 */
final class Stamps {
  /** How long a page may lie before its form is sent. */
  static final Duration LASTING = Duration.ofHours(12);

  private static final String ALGORITHM = "HmacSHA256";
  private static final int LONGEST = 100;

  private final InstantSource clock;
  private final SecretKeySpec key;

  Stamps(InstantSource clock) {
    this.clock = clock;
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    key = new SecretKeySpec(random, ALGORITHM);
  }

  /** One for this. */
  String make(String purpose) {
    return stamp(clock.instant().plus(LASTING).getEpochSecond(), purpose);
  }

  /** Whether it is one of ours, for this, and not too old. */
  boolean isGood(String stamp, String purpose) {
    int dot = stamp.indexOf('.');
    if (dot < 1 || stamp.length() > LONGEST || !stamp.substring(0, dot).matches("[0-9]{1,12}")) {
      return false;
    }
    long end = Long.parseLong(stamp.substring(0, dot));
    return MessageDigest.isEqual(stamp(end, purpose).getBytes(UTF_8), stamp.getBytes(UTF_8))
        && clock.instant().isBefore(Instant.ofEpochSecond(end));
  }

  private String stamp(long end, String purpose) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      byte[] sum = mac.doFinal((end + " " + purpose).getBytes(UTF_8));
      return end + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, e);
    }
  }
}
