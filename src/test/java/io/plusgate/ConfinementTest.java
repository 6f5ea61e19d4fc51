package io.plusgate;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only a few named classes may touch, and what nobody may. */
class ConfinementTest {
  /** Of {@code Thread}, {@code TimeUnit} or statically imported; in tests too: they await. */
  private static final Pattern SLEEP = Pattern.compile("\\bsleep\\s*\\(");

  private static JavaClasses classes = new ClassFileImporter().importClasses();

  @BeforeAll
  static void readTheCompiledHouse() {
    classes = new ClassFileImporter().importPath(Path.of("target/classes"));
  }

  @Test
  void nobodySleeps() {
    var sleepers = new TreeSet<Path>();

    Stream.of("src/main/java", "src/test/java")
        .flatMap(root -> javaFiles(Path.of(root)))
        .filter(file -> SLEEP.matcher(read(file)).find())
        .forEach(sleepers::add);

    assertThat(sleepers).isEmpty();
  }

  /** Keys as people paste them, and certificates for tests; never the signing itself. */
  @Test
  void bouncyCastleStaysInItsTwoClasses() {
    assertThat(usersOf("org.bouncycastle.")).isSubsetOf("KeyDer", "SelfSignedCertificate");
  }

  /** Its native library does not load everywhere, so one class decides whether it is there. */
  @Test
  void theCorrettoProviderStaysInItsClass() {
    assertThat(usersOf("com.amazon.corretto.")).isSubsetOf("CryptoProvider");
  }

  /** Only a crash test, and a process in the foreground when its drain has ended. */
  @Test
  void nobodyElseHaltsTheProcess() {
    var halting = new TreeSet<String>();

    classes.forEach(
        type ->
            type.getMethodCallsFromSelf().stream()
                .filter(call -> call.getTargetOwner().isEquivalentTo(Runtime.class))
                .filter(call -> call.getName().equals("halt"))
                .forEach(call -> halting.add(outermost(type.getName()))));

    assertThat(halting).containsExactly("Foreground", "HaltOrder");
  }

  private static Set<String> usersOf(String prefix) {
    var users = new TreeSet<String>();
    classes.forEach(
        type ->
            type.getDirectDependenciesFromSelf().stream()
                .filter(
                    use -> use.getTargetClass().getBaseComponentType().getName().startsWith(prefix))
                .forEach(use -> users.add(outermost(type.getName()))));
    return users;
  }

  private static String outermost(String name) {
    return name.substring(name.lastIndexOf('.') + 1).replaceFirst("\\$.*", "");
  }

  private static Stream<Path> javaFiles(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
