package orrery;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Keeps the walls between the rooms. */
class HouseTest {
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("orrery");

  private static final List<String> STAGES =
      List.of(
          "config",
          "fetch",
          "parse",
          "clean",
          "tag",
          "curate",
          "picture",
          "store",
          "site",
          "publish",
          "schedule",
          "submit",
          "web");

  private static final List<String> PURE =
      List.of("feed", "parse", "clean", "tag", "curate", "picture", "submit");

  /** Whose types stay in which room. */
  private static final Map<String, String[]> KEPT =
      Map.of(
          "parse",
              new String[] {"com.rometools..", "org.jdom2..", "org.mozilla.universalchardet.."},
          "fetch", new String[] {"org.apache.hc..", "javax.net.."},
          "store",
              new String[] {
                "java.sql..",
                "javax.sql..",
                "org.jdbi..",
                "com.zaxxer..",
                "org.flywaydb..",
                "org.h2.."
              },
          "picture",
              new String[] {
                "java.awt..", "javax.imageio..", "com.twelvemonkeys..", "net.coobird.."
              },
          "tag", new String[] {"opennlp..", "org.apache.lucene.."},
          "site", new String[] {"freemarker.."},
          "schedule", new String[] {"org.quartz.."},
          "web",
              new String[] {
                "io.micrometer..",
                "io.prometheus..",
                "io.javalin..",
                "io.github.bucket4j..",
                "org.eclipse.jetty..",
                "jakarta.servlet..",
                "kotlin.."
              },
          "cli", new String[] {"picocli..", "me.tongfei..", "ch.qos.logback.."});

  @Test
  void theRecordsKnowNoRoom() {
    noClasses()
        .that()
        .resideInAPackage("orrery.feed")
        .should()
        .dependOnClassesThat(ours().and(resideOutsideOfPackages("orrery.feed")))
        .check(HOUSE);
  }

  @TestFactory
  Stream<DynamicTest> noStageKnowsAnother() {
    return STAGES.stream()
        .map(
            stage ->
                DynamicTest.dynamicTest(
                    stage,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("orrery." + stage)
                            .should()
                            .dependOnClassesThat(
                                ours()
                                    .and(resideOutsideOfPackages("orrery." + stage, "orrery.feed")))
                            .check(HOUSE)));
  }

  @TestFactory
  Stream<DynamicTest> pureRoomsTouchNothingOutside() {
    return PURE.stream()
        .map(
            room ->
                DynamicTest.dynamicTest(
                    room,
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage("orrery." + room)
                            .should()
                            .dependOnClassesThat(
                                resideInAnyPackage(
                                        "java.nio.file..", "java.sql..", "java.net.http..")
                                    .or(named("java.io.File"))
                                    .or(named("java.io.FileInputStream"))
                                    .or(named("java.net.Socket"))
                                    .or(named("java.net.InetAddress")))
                            .check(HOUSE)));
  }

  @TestFactory
  Stream<DynamicTest> whatALibraryBringsStaysInItsRoom() {
    return KEPT.entrySet().stream()
        .map(
            kept ->
                DynamicTest.dynamicTest(
                    kept.getKey(),
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackage("orrery." + kept.getKey())
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(kept.getValue()))
                            .check(HOUSE)));
  }

  @Test
  void theTimeComesIn() {
    var rule =
        noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(Clock.class, "systemDefaultZone");
    rule.check(HOUSE);
  }

  @Test
  void nobodyWritesToTheConsoleButTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackage("orrery.cli")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(HOUSE);
  }

  @Test
  void classesAreFinal() {
    classes()
        .that(
            describe(
                "are concrete classes",
                type ->
                    !type.isInterface()
                        && !type.isEnum()
                        && !type.isAnonymousClass()
                        && !type.getSimpleName().equals("package-info")))
        .should()
        .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
        .check(HOUSE);
  }

  private static DescribedPredicate<JavaClass> ours() {
    return resideInAnyPackage("orrery..");
  }

  private static DescribedPredicate<JavaClass> named(String name) {
    return describe(name, type -> type.getName().equals(name));
  }
}
