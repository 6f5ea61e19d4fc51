package io.plusgate;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** The import table of the design; a new package starts with a line here. */
  private static final Map<String, Row> TABLE = table();

  private static JavaClasses classes = new ClassFileImporter().importClasses();

  /** One line of the table: the packages of ours, and the third-party prefixes, it may import. */
  private record Row(Set<String> ours, List<String> theirs) {}

  private static Map<String, Row> table() {
    Map<String, Row> table = new TreeMap<>();
    table.put("crash", row(ours()));
    table.put("protocol", row(ours(), "com.fasterxml.jackson.core."));
    table.put("signature", row(ours(), "org.bouncycastle.", "com.amazon.corretto."));
    table.put("signature.diagnosis", row(ours("signature")));
    table.put("payment", row(ours("protocol")));
    table.put("config", row(ours("protocol", "payment"), "com.fasterxml.jackson."));
    table.put("metrics", row(ours("protocol"), "io.micrometer.", "io.opentelemetry."));
    table.put("store", row(ours("protocol", "payment"), "io.vertx.core."));
    table.put(
        "store.embedded",
        row(
            ours("crash", "store", "payment", "protocol", "config"),
            "io.vertx.core.",
            "org.rocksdb."));
    table.put(
        "store.postgres",
        row(
            ours("crash", "store", "payment", "protocol", "config"),
            "io.vertx.core.",
            "io.vertx.pgclient.",
            "io.vertx.sqlclient."));
    table.put("lint", row(ours("protocol"), "com.fasterxml.jackson.core."));
    table.put("http", row(ours("protocol", "config", "metrics"), "io.vertx."));
    table.put(
        "alipayplus",
        row(ours("protocol", "signature", "config", "metrics", "http"), "io.vertx.core."));
    table.put(
        "outbound",
        row(
            ours(
                "crash",
                "protocol",
                "payment",
                "store",
                "alipayplus",
                "http",
                "config",
                "metrics",
                "lint"),
            "io.vertx."));
    table.put("backend", row(ours("protocol", "config", "metrics", "http"), "io.vertx.core."));
    table.put(
        "inbound",
        row(
            ours(
                "crash",
                "protocol",
                "payment",
                "signature",
                "store",
                "backend",
                "http",
                "config",
                "metrics"),
            "io.vertx."));
    table.put(
        "inquiry",
        row(
            ours(
                "crash", "protocol", "payment", "store", "alipayplus", "http", "config", "metrics"),
            "io.vertx.core."));
    table.put(
        "delivery",
        row(ours("crash", "protocol", "store", "backend", "config", "metrics"), "io.vertx.core."));
    table.put(
        "admin",
        row(ours("store", "payment", "http", "config", "metrics", "protocol"), "io.vertx."));
    table.put("reconcile", row(ours()));
    table.put("reconcile.profile", row(ours("reconcile"), "com.fasterxml.jackson."));
    table.put("reconcile.read", row(ours("reconcile", "reconcile.profile")));
    table.put("reconcile.match", row(ours("reconcile")));
    table.put("reconcile.book", row(ours("reconcile")));
    table.put(
        "reconcile.inquire",
        row(
            ours(
                "reconcile",
                "reconcile.match",
                "alipayplus",
                "protocol",
                "config",
                "http",
                "metrics"),
            "io.vertx.core."));
    table.put("reconcile.report", row(ours("reconcile"), "com.fasterxml.jackson.core."));
    table.put("reconcile.fetch", row(ours("reconcile"), "org.apache.sshd."));
    table.put(
        "reconcile.run",
        row(
            ours(
                "reconcile",
                "reconcile.profile",
                "reconcile.read",
                "reconcile.match",
                "reconcile.book",
                "protocol",
                "payment",
                "store"),
            "io.vertx.core."));
    table.put(
        "doctor",
        row(
            ours(
                "protocol",
                "signature",
                "config",
                "store",
                "store.embedded",
                "store.postgres",
                "backend",
                "delivery"),
            "io.vertx.core."));
    table.put("export", row(ours(), "io.vertx.core.json."));
    table.put("simulator.sdk", row(ours("protocol"), "io.vertx.core."));
    table.put("simulator", row(ours("protocol", "signature", "simulator.sdk"), "io.vertx."));
    table.put(
        "demo",
        row(
            ours("app", "simulator", "simulator.sdk", "config", "signature", "protocol"),
            "io.vertx."));
    table.put(
        "app",
        row(
            allBut(table, "simulator", "simulator.sdk", "demo"),
            "io.vertx.",
            "ch.qos.logback.classic."));
    table.put("cli", row(allBut(table), "picocli.", "ch.qos.logback.", "io.vertx.core."));
    return table;
  }

  @BeforeAll
  static void readTheCompiledHouse() {
    classes = new ClassFileImporter().importPath(Path.of("target/classes"));
  }

  @Test
  void everyPackageIsInTheTable() {
    var packages = new TreeSet<String>();

    classes.forEach(type -> packages.add(shortName(type)));

    assertThat(packages).isNotEmpty().isSubsetOf(TABLE.keySet());
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

  private static boolean isAllowed(Dependency dependency) {
    JavaClass origin = dependency.getOriginClass();
    JavaClass target = dependency.getTargetClass().getBaseComponentType();
    if (target.isPrimitive() || origin.getPackageName().equals(target.getPackageName())) {
      return true;
    }
    Row row = TABLE.getOrDefault(shortName(origin), row(ours()));
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

  private static Row row(Set<String> ours, String... theirs) {
    return new Row(ours, List.of(theirs));
  }

  private static Set<String> ours(String... packages) {
    return Set.of(packages);
  }

  private static Set<String> allBut(Map<String, Row> table, String... packages) {
    var rest = new TreeSet<>(table.keySet());
    rest.removeAll(Set.of(packages));
    return rest;
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
