package orrery.schedule;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.quartz.CronExpression;
import org.quartz.CronScheduleBuilder;
import org.quartz.DateBuilder;
import org.quartz.DateBuilder.IntervalUnit;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing whenever one of several schedules says so, never twice at once; what was missed is
 * done once.
 *
 * <p>A schedule is a Quartz cron expression ({@code 0 0/10 * * * ?}), in the computer's time zone,
 * or an interval: {@code 10 minutes}, {@code 1 hour}; a number alone means minutes.
 */
public final class Timetable implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);

  /** Longer intervals are slips of the pen, and Quartz cannot count to them all. */
  private static final Duration LONGEST = Duration.ofDays(366);

  /** The group of the triggers that are schedules. What is done out of turn is in another. */
  private static final String SCHEDULES = "schedules";

  private static final JobKey WORK = new JobKey("work");

  private final Scheduler scheduler;

  private Timetable(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * A timetable that is not started yet.
   *
   * @param cycles the schedules; those that say the same count once
   * @throws IllegalArgumentException where one is none; the message says what is meant
   */
  public static Timetable of(Collection<String> cycles, Runnable work) {
    cycles.forEach(Timetable::check);
    var properties = new Properties();
    // Quartz hands out the scheduler that has a name already.
    properties.setProperty("org.quartz.scheduler.instanceName", "orrery " + UUID.randomUUID());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    // What is later than this was missed; by default Quartz makes up for each turn of a minute.
    properties.setProperty("org.quartz.jobStore.misfireThreshold", "1000");
    try {
      var timetable = new Timetable(new StdSchedulerFactory(properties).getScheduler());
      var data = new JobDataMap();
      data.put("work", work);
      var job = JobBuilder.newJob(Work.class).withIdentity(WORK).usingJobData(data).storeDurably();
      timetable.scheduler.addJob(job.build(), false);
      timetable.reschedule(cycles);
      timetable.now();
      return timetable;
    } catch (SchedulerException e) {
      throw broken(e);
    }
  }

  /** Does it at once, and goes on by the schedules. */
  public void start() {
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw broken(e);
    }
  }

  /** Does it as soon as it can be, whatever the schedules say. They stay as they are. */
  public void now() {
    try {
      scheduler.triggerJob(WORK);
    } catch (SchedulerException e) {
      throw broken(e);
    }
  }

  /**
   * Goes on by other schedules. One that stays goes on as if nothing had been; the first turn of a
   * new interval is when it has passed.
   *
   * @throws IllegalArgumentException where one is none; then the old ones stay
   */
  public void reschedule(Collection<String> cycles) {
    Set<Trigger> triggers = new LinkedHashSet<>();
    for (String cycle : new LinkedHashSet<>(cycles)) {
      triggers.add(trigger(cycle));
    }
    try {
      Set<TriggerKey> old =
          new HashSet<>(scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(SCHEDULES)));
      for (Trigger trigger : triggers) {
        if (!old.remove(trigger.getKey())) {
          scheduler.scheduleJob(trigger);
        }
      }
      for (TriggerKey key : old) {
        scheduler.unscheduleJob(key);
      }
    } catch (SchedulerException e) {
      throw broken(e);
    }
  }

  /** When the next turn is, by the schedules; null where there is none any more. */
  public @Nullable Instant next() {
    try {
      Instant first = null;
      for (TriggerKey key : scheduler.getTriggerKeys(GroupMatcher.triggerGroupEquals(SCHEDULES))) {
        Trigger trigger = scheduler.getTrigger(key);
        Date next = trigger == null ? null : trigger.getNextFireTime();
        if (next != null && (first == null || next.toInstant().isBefore(first))) {
          first = next.toInstant();
        }
      }
      return first;
    } catch (SchedulerException e) {
      throw broken(e);
    }
  }

  /**
   * When a schedule has its next turn after a moment.
   *
   * @param after for an interval: the turn before
   * @return null where it has none any more
   * @throws IllegalArgumentException where it is no schedule
   */
  public static @Nullable Instant next(String cycle, Instant after) {
    Duration interval = interval(cycle);
    if (interval != null) {
      return after.plus(interval);
    }
    Date next = cron(cycle).getNextValidTimeAfter(Date.from(after));
    return next == null ? null : next.toInstant();
  }

  /**
   * Does nothing where {@link #of} understands a schedule.
   *
   * @throws IllegalArgumentException where it does not; the message says what is meant
   */
  public static void check(String cycle) {
    trigger(cycle);
  }

  /** A schedule in words: {@code every 10 minutes}, or {@code cron 0 0/10 * * * ?}. */
  public static String words(String cycle) {
    String schedule = cycle.strip();
    if (interval(cycle) == null) {
      return "cron " + schedule;
    }
    return "every " + schedule + (schedule.contains(" ") ? "" : " minutes");
  }

  static Trigger trigger(String cycle) {
    var trigger = TriggerBuilder.newTrigger().withIdentity(cycle.strip(), SCHEDULES).forJob(WORK);
    Duration interval = interval(cycle);
    if (interval != null) {
      return trigger
          .startAt(DateBuilder.futureDate((int) interval.toSeconds(), IntervalUnit.SECOND))
          .withSchedule(
              SimpleScheduleBuilder.simpleSchedule()
                  .withIntervalInMilliseconds(interval.toMillis())
                  .repeatForever()
                  .withMisfireHandlingInstructionNextWithRemainingCount())
          .build();
    }
    var cron =
        trigger
            .withSchedule(
                CronScheduleBuilder.cronSchedule(cron(cycle))
                    .withMisfireHandlingInstructionFireAndProceed())
            .build();
    if (cron.getFireTimeAfter(null) == null) {
      throw wrong(cycle, null);
    }
    return cron;
  }

  private static CronExpression cron(String cycle) {
    try {
      return new CronExpression(cycle.strip());
    } catch (ParseException | RuntimeException e) {
      throw wrong(cycle, e);
    }
  }

  /** Null where it has so many words that it is to be a cron expression. */
  private static @Nullable Duration interval(String cycle) {
    String[] words = cycle.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    if (words.length > 2) {
      return null;
    }
    try {
      long n = Long.parseLong(words[0]);
      Duration interval =
          switch (words.length == 1 ? "minutes" : words[1]) {
            case "second", "seconds", "s" -> Duration.ofSeconds(n);
            case "minute", "minutes", "min", "m" -> Duration.ofMinutes(n);
            case "hour", "hours", "h" -> Duration.ofHours(n);
            case "day", "days", "d" -> Duration.ofDays(n);
            default -> Duration.ZERO;
          };
      if (interval.isPositive() && interval.compareTo(LONGEST) <= 0) {
        return interval;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong(cycle, e);
    }
    throw wrong(cycle, null);
  }

  private static IllegalArgumentException wrong(String cycle, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "cycle = '"
            + cycle
            + "' is neither an interval such as '10 minutes' nor a Quartz cron"
            + " expression such as '0 0/10 * * * ?'",
        cause);
  }

  private static IllegalStateException broken(SchedulerException e) {
    return new IllegalStateException("Quartz does not do its work", e);
  }

  /** Waits for work under way, and does no more. */
  @Override
  public void close() {
    try {
      scheduler.shutdown(true);
    } catch (SchedulerException e) {
      LOG.warn("Quartz does not stop: {}", e.getMessage());
    }
  }

  /** What Quartz makes an instance of for each turn. */
  @DisallowConcurrentExecution
  public static final class Work implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      try {
        var work = (Runnable) context.getMergedJobDataMap().get("work");
        Objects.requireNonNull(work).run();
      } catch (RuntimeException | Error e) {
        LOG.error("A turn failed; the next one is tried all the same.", e);
      }
    }
  }
}
