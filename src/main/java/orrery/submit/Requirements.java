package orrery.submit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import orrery.feed.Remark;
import orrery.feed.Report;
import orrery.feed.Rule;

/**
 * What a planet asks of a feed that is to join it without a maintainer's word: {@code require} of
 * its config.
 *
 * @param shares the rules that must be kept and, of those that can be kept in part, by which share
 *     of the posts, from 0 to 1
 */
public record Requirements(Map<Rule, Double> shares) {
  /** A rule, and perhaps a share: {@code on-topic 80%}. */
  private static final Pattern ONE = Pattern.compile("([a-z-]+)(?: +(\\d{1,3}) ?%)?");

  private static final double MOST = 0.8;

  /** Copies the map. */
  public Requirements {
    shares = Map.copyOf(shares);
  }

  /**
   * Reads {@code valid, https, language, on-topic 80%, proof}.
   *
   * @throws IllegalArgumentException where a word is no rule; the message says which there are
   */
  public static Requirements parse(String text) {
    Map<Rule, Double> shares = new EnumMap<>(Rule.class);
    for (String word : text.toLowerCase(Locale.ROOT).split("[,\\n]", -1)) {
      String one = word.strip().replaceAll("\\s+", " ");
      if (one.isEmpty()) {
        continue;
      }
      Matcher matcher = ONE.matcher(one);
      Rule rule = matcher.matches() ? Rule.of(matcher.group(1)) : null;
      if (rule == null || (matcher.group(2) != null && rule != Rule.ON_TOPIC)) {
        throw new IllegalArgumentException(
            "'" + one + "' is nothing that can be required; these are: " + known() + ".");
      }
      double share = matcher.group(2) == null ? MOST : Integer.parseInt(matcher.group(2)) / 100.0;
      if (share > 1) {
        throw new IllegalArgumentException("'" + one + "' is more than 100 %.");
      }
      shares.put(rule, share);
    }
    return new Requirements(shares);
  }

  private static String known() {
    List<String> names = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      names.add(rule == Rule.ON_TOPIC ? rule.label() + " 80%" : rule.label());
    }
    return String.join(", ", names);
  }

  /**
   * What of it a feed does not keep, or that it has no posts, in the order of {@link Rule}; empty
   * where it may join.
   *
   * @param proven whether whoever submitted it has shown that it is theirs
   */
  public List<Rule> unmet(Report report, boolean proven) {
    List<Rule> unmet = new ArrayList<>();
    for (Rule rule : Rule.values()) {
      Double share = shares.get(rule);
      boolean empty = rule == Rule.POSTS && report.posts() == 0; // of which nothing can be said
      if (empty || (share != null && !met(rule, share, report, proven))) {
        unmet.add(rule);
      }
    }
    return unmet;
  }

  private static boolean met(Rule rule, double share, Report report, boolean proven) {
    return switch (rule) {
      case PROOF -> proven;
      case ON_TOPIC -> report.onTopic() != null && report.onTopic() >= share;
      // What is not known is not kept: a person is to look.
      case POSTS, LANGUAGE, FULL_TEXT, STABLE_IDS -> {
        Remark remark = report.by(rule);
        yield remark != null && remark.level() == Remark.Level.GOOD;
      }
      default -> {
        Remark remark = report.by(rule);
        yield remark != null && remark.level() != Remark.Level.BAD;
      }
    };
  }
}
