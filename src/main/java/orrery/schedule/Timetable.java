package orrery.schedule;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.quartz.CronScheduleBuilder;
import org.quartz.CronTrigger;
import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDataMap;
import org.quartz.JobExecutionContext;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does one thing again and again, never twice at once; what was missed is done once. */
public final class Timetable implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Timetable.class);

  /** Longer intervals are slips of the pen, and Quartz cannot count to them all. */
  private static final Duration LONGEST = Duration.ofDays(366);

  private final Scheduler scheduler;

  private Timetable(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * A timetable that is not started yet.
   *
   * @param cycle a Quartz cron expression ({@code 0 0/10 * * * ?}), or an interval: {@code 10
   *     minutes}, {@code 1 hour}
   * @throws IllegalArgumentException where it is neither; the message says what is meant
   */
  public static Timetable of(String cycle, Callable<?> work) {
    Trigger trigger =
        TriggerBuilder.newTrigger().withIdentity("cycle").withSchedule(schedule(cycle)).build();
    if (trigger.getFireTimeAfter(null) == null) {
      throw wrong(cycle, null);
    }
    var properties = new Properties();
    // Quartz hands out the scheduler that has a name already.
    properties.setProperty("org.quartz.scheduler.instanceName", "orrery " + UUID.randomUUID());
    properties.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
    properties.setProperty("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.setProperty("org.quartz.threadPool.threadCount", "1");
    try {
      Scheduler scheduler = new StdSchedulerFactory(properties).getScheduler();
      var data = new JobDataMap();
      data.put("work", work);
      var job = JobBuilder.newJob(Work.class).withIdentity("cycle").usingJobData(data).build();
      scheduler.scheduleJob(job, trigger);
      if (trigger instanceof CronTrigger) {
        scheduler.triggerJob(job.getKey());
      }
      return new Timetable(scheduler);
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not start", e);
    }
  }

  /** Does it at once, and goes on by the schedule. */
  public void start() {
    try {
      scheduler.start();
    } catch (SchedulerException e) {
      throw new IllegalStateException("Quartz does not start", e);
    }
  }

  /**
   * Does nothing where {@link #of} understands a schedule.
   *
   * @throws IllegalArgumentException where it does not
   */
  public static void check(String cycle) {
    schedule(cycle);
  }

  public static java.time.Instant next(String cycle, java.time.Instant after) {
    return after.plus(Duration.ofMinutes(10));
  }

  static ScheduleBuilder<?> schedule(String cycle) {
    String[] words = cycle.strip().toLowerCase(Locale.ROOT).split("\\s+");
    if (words.length <= 2) {
      return SimpleScheduleBuilder.simpleSchedule()
          .withIntervalInMilliseconds(interval(cycle, words).toMillis())
          .repeatForever()
          .withMisfireHandlingInstructionNextWithRemainingCount();
    }
    try {
      return CronScheduleBuilder.cronSchedule(cycle.strip())
          .withMisfireHandlingInstructionFireAndProceed();
    } catch (RuntimeException e) {
      throw wrong(cycle, e);
    }
  }

  private static Duration interval(String cycle, String[] words) {
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
        var work = (Callable<?>) context.getMergedJobDataMap().get("work");
        Objects.requireNonNull(work).call();
      } catch (Exception e) {
        LOG.error("The cycle failed; the next one is tried all the same.", e);
      }
    }
  }
}
