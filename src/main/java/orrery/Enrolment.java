package orrery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import orrery.Examiner.Outcome;
import orrery.clean.Addresses;
import orrery.clean.PlainText;
import orrery.config.ConfigException;
import orrery.config.FeedsFile;
import orrery.config.Planet;
import orrery.curate.Identity;
import orrery.feed.Report;
import orrery.feed.Submission;
import orrery.feed.Text;
import orrery.store.Store;
import orrery.store.Submissions.Draft;
import orrery.store.Submissions.Kept;

/** Takes in what is submitted: under a name, and with a secret that only its submitter has. */
final class Enrolment {
  private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);

  private static final int LONGEST_ADDRESS = 2000;
  private static final int LONGEST_NAME = 80;
  private static final int SECRET_BYTES = 24;
  private static final int CODE_BYTES = 8;
  private static final String FULL =
      "So many submissions wait for the maintainer that no more can be taken now; come back later.";
  private static final String THERE =
      "This feed has been submitted already, and waits for the maintainer.";

  private final Supplier<Planet> planet;
  private final Supplier<Store> store;
  private final InstantSource clock;
  private final SecureRandom random = new SecureRandom();

  Enrolment(Supplier<Planet> planet, Supplier<Store> store, InstantSource clock) {
    this.planet = planet;
    this.store = store;
    this.clock = clock;
  }

  /** What came of it. */
  sealed interface Result permits Taken, Refused {}

  /** It is kept, also if the power fails now. */
  record Taken(String secret) implements Result {}

  /** It is not; a sentence says why. */
  record Refused(String reason) implements Result {}

  /**
   * Keeps a submission.
   *
   * @param typedName what the planet is to call the blog
   * @param typedFace the address of a picture, empty for none
   */
  Result enrol(Outcome outcome, String typedName, String typedFace) {
    if (!(outcome instanceof Outcome.Looked looked)) {
      return new Refused(((Outcome.Nothing) outcome).reason());
    }
    Report report = looked.report();
    String refusal = report.refusal();
    if (refusal != null) {
      return new Refused(refusal);
    }
    if (!FeedsFile.holds(report.url())) {
      return new Refused(
          "The feed's address has characters that must be written otherwise, such as %5B for [.");
    }
    String name = PlainText.title(Text.plain(typedName));
    if (name.isBlank() || name.length() > LONGEST_NAME || name.indexOf('@') >= 0) {
      return new Refused(
          "The name must have 1 to "
              + LONGEST_NAME
              + " characters, and no @: it stands beside every post.");
    }
    String face = typedFace.isBlank() ? null : Addresses.safe(typedFace.strip(), null);
    if (!typedFace.isBlank() && (face == null || face.length() > LONGEST_ADDRESS)) {
      return new Refused(
          "The face must be the address of a picture, such as https://example.org/me.png.");
    }
    String secret = random(SECRET_BYTES);
    Draft draft =
        new Draft(
            digest(secret),
            "orrery-" + HexFormat.of().formatHex(randomBytes(CODE_BYTES)),
            report.url(),
            Identity.linkKey(report.url()),
            name,
            face,
            ReportJson.write(report));
    Kept kept = store.get().submissions(Edition.name(planet.get())).add(draft, clock.instant());
    return switch (kept) {
      case THERE -> new Refused(THERE);
      case FULL -> new Refused(FULL);
      case KEPT -> {
        bySecret(secret).ifPresent(this::acceptByRules);
        yield new Taken(secret);
      }
    };
  }

  /** The submission of that private address. */
  Optional<Submission> bySecret(String secret) {
    return store.get().submissions(Edition.name(planet.get())).of(digest(secret));
  }

  private void acceptByRules(Submission submission) {
    try {
      new Decisions(planet.get(), store.get(), clock).acceptByRules(submission);
    } catch (ConfigException e) {
      // It waits: a maintainer is told when he approves it.
      LOG.warn("A submission keeps the rules, but cannot be written: {}", e.getMessage());
    }
  }

  private byte[] randomBytes(int bytes) {
    byte[] all = new byte[bytes];
    random.nextBytes(all);
    return all;
  }

  private String random(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(bytes));
  }

  /** Who reads the database is not to find private addresses in it. */
  private static String digest(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
