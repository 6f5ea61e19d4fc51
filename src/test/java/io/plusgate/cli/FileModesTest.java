package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static io.plusgate.reconcile.ReportFolder.ours;
import static io.plusgate.reconcile.ReportFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.ReportFolder;
import io.plusgate.store.SampleFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway and its commands write can be read by their own user and nobody else. */
class FileModesTest {
  /** Neither a secret nor of any payment. */
  private static final Set<String> OPEN =
      Set.of("gateway.yaml", "simulator.yaml", "two-section.yaml", "ledger.yaml");

  @TempDir private Path place;
  private Path folder;

  @BeforeEach
  void makeAPlaceThatIsOpenToAll() throws IOException {
    folder = Files.createDirectory(place.resolve("open"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void initKeepsKeysToItsUserAndOpensOnlyWhatIsPublic() {
    assertFine(plusgate("init", "--sample", "--folder", folder));

    assertThat(openFiles())
        .allMatch(
            name -> OPEN.contains(name) || name.endsWith("-public.pem") || name.endsWith(".crt"));
    assertThat(folder.resolve("certs/partner-private.pem")).exists();
  }

  @Test
  void aGeneratedKeyIsItsUsersOnly() {
    assertFine(plusgate("keys", "generate", "--folder", folder, "--name", "next"));

    assertThat(openFiles()).containsExactly("next-public.pem");
    assertThat(folder.resolve("next-private.pem")).exists();
  }

  @Test
  void aStoreABackupAndAnExportAreTheirUsersOnly() throws Exception {
    Path data = SampleFolder.write(folder.resolve("data"));

    assertFine(plusgate("store", "backup", folder.resolve("backup"), "--folder", data));
    assertFine(plusgate("store", "export", folder.resolve("all.sqlite"), "--folder", data));

    assertThat(openFiles()).isEmpty();
    assertThat(folder.resolve("backup")).isDirectory();
    assertThat(folder.resolve("all.sqlite")).isRegularFile();
  }

  @Test
  void whatReconcileWritesIsItsUsersOnly() {
    Path reports = place.resolve("reports");
    new ReportFolder(reports).set("USD", "CB1", "A1", row("PAYMENT", "1", "", 100, "10:00:00"));
    var ledger =
        new ReportFolder(place.resolve("ours"))
            .ledger(ours("PAYMENT", "2", "", 100, "SUCCEEDED", "10:00:00"));

    var typed =
        plusgate(
            "reconcile",
            reports,
            "--day",
            "2026-11-25",
            "--work",
            folder.resolve("work"),
            "--ledger",
            ledger,
            "--csv",
            folder.resolve("out.csv"),
            "--json",
            folder.resolve("out.jsonl"),
            "--html",
            folder.resolve("out.html"));

    assertThat(typed.code()).describedAs(typed.err()).isEqualTo(ExitCode.NO);
    assertThat(openFiles()).isEmpty();
    for (String name : List.of("work/exceptions.db", "out.csv", "out.jsonl", "out.html")) {
      assertThat(folder.resolve(name)).isRegularFile();
    }
  }

  /** The node exporter is another user, and numbers tell of no payment. */
  @Test
  void theNumbersForPrometheusCanBeReadByItsCollector() throws IOException {
    new ReportMetrics(folder.resolve("reports.prom")).write(false, Instant.EPOCH);

    assertThat(openFiles()).containsExactly("reports.prom");
  }

  private static void assertFine(Typed typed) {
    assertThat(typed.code()).describedAs(typed.out() + typed.err()).isZero();
  }

  /** Files that another user can get at: through each folder on the way, and then themselves. */
  private Set<String> openFiles() {
    var open = new TreeSet<String>();
    collect(folder, open);
    return open;
  }

  private static void collect(Path at, Set<String> open) {
    try (Stream<Path> inside = Files.list(at)) {
      for (Path one : inside.toList()) {
        boolean isOpen = othersMay(one);
        if (isOpen && Files.isDirectory(one)) {
          collect(one, open);
        } else if (isOpen) {
          open.add(String.valueOf(one.getFileName()));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean othersMay(Path path) throws IOException {
    return Files.getPosixFilePermissions(path).stream()
        .map(PosixFilePermission::name)
        .anyMatch(name -> !name.startsWith("OWNER"));
  }
}
