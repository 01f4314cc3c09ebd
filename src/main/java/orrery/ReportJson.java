package orrery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import orrery.feed.Problem;
import orrery.feed.Remark;
import orrery.feed.Report;
import orrery.feed.Submission;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.ObjectMapper;

/** Reports and submissions as JSON, for the store and for scripts. */
final class ReportJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ReportJson() {}

  /** A report as it is kept. */
  static String write(Report report) {
    return JSON.writeValueAsString(report);
  }

  /** A report that was kept; null where it is none, as an older Orrery may have kept it. */
  static @Nullable Report read(String kept) {
    try {
      return JSON.readValue(kept, Report.class);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** A report as scripts see it. */
  static Map<String, Object> of(Report report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("url", report.url());
    put(json, "title", report.title());
    put(json, "site", report.site());
    json.put("format", report.format());
    json.put("posts", report.posts());
    put(json, "newest", report.newest());
    put(json, "oldest", report.oldest());
    json.put("titles", report.titles());
    put(json, "on_topic", report.onTopic());
    List<Object> remarks = new ArrayList<>();
    for (Remark remark : report.remarks()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("rule", remark.rule().label());
      one.put("level", remark.level().name().toLowerCase(Locale.ROOT));
      one.put("text", remark.text());
      if (!remark.problems().isEmpty()) {
        one.put("problems", remark.problems().stream().map(ReportJson::of).toList());
      }
      remarks.add(one);
    }
    json.put("remarks", remarks);
    return json;
  }

  private static Map<String, Object> of(Problem problem) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("code", problem.code());
    json.put("message", problem.message());
    json.put("line", problem.line());
    return json;
  }

  /** How a submission stands, as scripts see it. */
  static Map<String, Object> of(Submission submission) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("url", submission.url());
    json.put("name", submission.name());
    put(json, "face", submission.face());
    json.put("state", submission.state().label());
    put(json, "why", submission.why());
    json.put("code", submission.code());
    put(json, "proof", submission.proof());
    json.put(
        "history",
        submission.history().stream()
            .map(
                event -> {
                  Map<String, Object> one = new LinkedHashMap<>();
                  one.put("at", event.at());
                  one.put("what", event.what());
                  one.put("by", event.by());
                  put(one, "why", event.why());
                  return one;
                })
            .toList());
    return json;
  }

  private static void put(Map<String, Object> json, String key, @Nullable Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  /** The text of a JSON document. */
  static String text(Map<String, Object> json) {
    return JSON.writeValueAsString(json);
  }
}
