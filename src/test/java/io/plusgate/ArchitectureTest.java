package io.plusgate;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The plan of the house, as a test: who may import whom, and how long a file may be. */
class ArchitectureTest {
  private static final String ROOT = "io.plusgate.";
  private static final Path MAIN = Path.of("src/main/java");
  private static final Path TESTS = Path.of("src/test/java");
  private static final int LONGEST_FILE = 300;

  /** What every package may use: the JDK, nullness annotations, the logging interface. */
  private static final List<String> ALWAYS =
      List.of("java.", "javax.", "org.jspecify.", "org.slf4j.");

  private static JavaClasses classes = new ClassFileImporter().importClasses();

  @BeforeAll
  static void readTheCompiledHouse() {
    classes = new ClassFileImporter().importPath(Path.of("target/classes"));
  }

  @Test
  void everyPackageIsInTheTable() {
    var packages = new TreeSet<String>();

    classes.forEach(type -> packages.add(shortName(type)));

    assertThat(packages).isNotEmpty().isSubsetOf(ImportTable.ROWS.keySet());
  }

  @Test
  void everyPackageImportsOnlyWhatItsRowAllows() {
    var broken = new TreeSet<String>();

    classes.forEach(
        type ->
            type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> !isAllowed(dependency))
                .forEach(dependency -> broken.add(describe(dependency))));

    assertThat(broken).isEmpty();
  }

  @Test
  void noPackagesImportEachOtherInACircle() {
    var rule = slices().matching("io.plusgate.(**)").should().beFreeOfCycles();

    var result = rule.allowEmptyShould(true).evaluate(classes);

    assertThat(result.getFailureReport().getDetails()).isEmpty();
  }

  @Test
  void noFileIsLongerThanAPersonReadsInOneSitting() {
    var tooLong = new TreeMap<Path, Long>();

    Stream.concat(javaFiles(MAIN), javaFiles(TESTS))
        .forEach(
            file -> {
              long lines = lines(file);
              if (lines > LONGEST_FILE) {
                tooLong.put(file, lines);
              }
            });

    assertThat(tooLong).isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    var silent = new TreeSet<Path>();

    javaFiles(MAIN)
        .map(file -> file.resolveSibling("package-info.java"))
        .filter(Files::notExists)
        .forEach(silent::add);

    assertThat(silent).isEmpty();
  }

  /** What {@code toString} makes of such a time has no seconds once a minute: 2026-11-27T23:40Z. */
  @Test
  void everyTimeIsWrittenWithItsSeconds() {
    var rule =
        noClasses()
            .should()
            .callMethod(OffsetDateTime.class, "toString")
            .orShould()
            .callMethod(LocalDateTime.class, "toString")
            .orShould()
            .callMethod(ZonedDateTime.class, "toString");

    assertThat(rule.evaluate(classes).getFailureReport().getDetails()).isEmpty();
  }

  private static boolean isAllowed(Dependency dependency) {
    JavaClass origin = dependency.getOriginClass();
    JavaClass target = dependency.getTargetClass().getBaseComponentType();
    if (target.isPrimitive() || origin.getPackageName().equals(target.getPackageName())) {
      return true;
    }
    var row = ImportTable.rowOf(shortName(origin));
    return target.getPackageName().startsWith(ROOT)
        ? row.ours().contains(shortName(target))
        : Stream.concat(ALWAYS.stream(), row.theirs().stream())
            .anyMatch(prefix -> target.getName().startsWith(prefix));
  }

  private static String describe(Dependency dependency) {
    return dependency.getOriginClass().getName() + " -> " + dependency.getTargetClass().getName();
  }

  private static String shortName(JavaClass type) {
    return type.getPackageName().replaceFirst("^io\\.plusgate\\.?", "");
  }

  private static Stream<Path> javaFiles(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
