package io.plusgate.cli;

import static io.plusgate.cli.Typed.plusgate;
import static io.plusgate.reconcile.ReportFolder.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.ReportFolder;
import io.plusgate.reconcile.profile.ProfileReader;
import io.plusgate.reconcile.run.SetControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code reports learn} and {@code reports fetch} as they are typed. */
class ReportsCommandsTest {
  private static final String ITEMS = "transactionItems_P1_USD_CB1_A1_000.csv";

  @TempDir Path folder;
  private final SshServer server = SshServer.setUpDefaultServer();
  private ReportFolder there = new ReportFolder(Path.of(""));
  private String hostKey = "";
  private Path password = Path.of("");

  @BeforeEach
  void startServer() throws IOException {
    there = new ReportFolder(folder.resolve("server/v1/settlements/clearing/P1/20261126"));
    there.set("USD", "CB1", "A1", row("PAYMENT", "1", "", 100, "10:00:00"));
    password = Files.writeString(folder.resolve("password"), "secret\n");
    var keys = new SimpleGeneratorHostKeyProvider();
    keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator((user, word, session) -> word.equals("secret"));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(folder.resolve("server")));
    server.start();
    hostKey =
        KeyUtils.getFingerPrint(
            BuiltinDigests.sha256, keys.loadKeys(null).iterator().next().getPublic());
  }

  @AfterEach
  void stopServer() throws IOException {
    server.stop(true);
  }

  @Test
  void archivesAWholeSetOnceWithItsHashes() throws IOException {
    var typed = fetch();

    assertThat(typed.code()).describedAs(typed.err()).isZero();
    Path set = archive().resolve("20261126/P1_USD_CB1_A1");
    assertThat(set.resolve(ITEMS)).hasSameBinaryContentAs(there.path().resolve(ITEMS));
    assertThat(set.resolve(ITEMS + ".sha256"))
        .hasContent(SetControl.digest(there.path().resolve(ITEMS)) + "  " + ITEMS);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive())))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(set.resolve(ITEMS))))
        .isEqualTo("rw-------");
    var again = fetch();
    assertThat(again.code()).isZero();
    assertThat(again.out()).doesNotContain(ITEMS + "  ");
  }

  @Test
  void findsEveryAgreementCurrencyAndPartByListing() throws IOException {
    there.set("USD", "CB1", "CN", row("PAYMENT", "2", "", 100, "10:00:00"));
    there.set("EUR", "CB2", "A2", row("PAYMENT", "3", "", 100, "10:00:00"));

    assertThat(fetch().code()).isZero();

    try (var sets = Files.list(archive().resolve("20261126"))) {
      assertThat(sets.map(set -> String.valueOf(set.getFileName())))
          .containsExactlyInAnyOrder("P1_USD_CB1_A1", "P1_USD_CB1_CN", "P1_EUR_CB2_A2");
    }
  }

  @Test
  void keepsADamagedSetOutOfTheArchiveAndItsBytes() throws IOException {
    Path items = there.path().resolve(ITEMS);
    String sound = Files.readString(items);
    Files.writeString(items, sound.replace("1,100\n", "2,100\n"));

    var typed = fetch();

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.err()).contains(ITEMS + ":2:1: declares count 2").contains("has count 1");
    assertThat(archive().resolve("20261126")).doesNotExist();
    assertThat(archive().resolve("incoming/20261126").resolve(ITEMS)).hasSameBinaryContentAs(items);
  }

  @Test
  void archivesNothingOfASetWhosePartIsMissing() throws IOException {
    Files.delete(there.path().resolve(ITEMS));

    var typed = fetch();

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.err()).contains("stands without a transactionItems file");
    assertThat(archive().resolve("20261126")).doesNotExist();

    there.set("USD", "CB1", "A1", row("PAYMENT", "1", "", 100, "10:00:00"));
    assertThat(fetch().code()).isZero();
    assertThat(archive().resolve("20261126/P1_USD_CB1_A1").resolve(ITEMS)).exists();
  }

  @Test
  void saysThatNothingIsThereYet() {
    var typed = fetch("--generated", "2026-11-27");

    assertThat(typed.code()).isEqualTo(1);
    assertThat(typed.err()).contains("no report of 2026-11-27 yet");
  }

  @Test
  void answersThreeToAnotherHostKeyAndNeverAsksToAccept() {
    hostKey = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    var typed = fetch();

    assertThat(typed.code()).isEqualTo(3);
    assertThat(typed.err()).contains("host key").doesNotContain("secret");
  }

  @Test
  void answersTwoToWrongUsage() {
    assertThat(plusgate("reports", "fetch", "--host", "h").code()).isEqualTo(2);
    assertThat(fetch("--profile", folder.resolve("none.yaml")).code()).isEqualTo(2);
    assertThat(fetch("--watch").code()).isEqualTo(2);
  }

  @Test
  void learnsAProfileThatReadsTheFileItCameFrom() throws IOException {
    Path file = there.path().resolve(ITEMS);
    String text = Files.readString(file);
    Files.writeString(
        file,
        text.replace("transactionTime", "transactionTime,odd: #one").replace("+08:00", "+08:00,x"));

    var typed = plusgate("reports", "learn", file);

    assertThat(typed.code()).isZero();
    assertThat(typed.out())
        .contains("requestId: \"transactionRequestId\"")
        .contains("settlementAmount: \"settlementAmount\"")
        .contains("totalCount: \"totalCount\"")
        .contains("# not placed: odd: #one");
    Path learned = Files.writeString(folder.resolve("learned.yaml"), typed.out());
    Files.delete(there.path().resolve("summary_P1_USD_CB1_A1_000.csv"));
    assertThat(SetControl.complaints(there.path(), ProfileReader.read(learned)))
        .containsOnlyKeys("P1 USD CB1 A1")
        .containsValue(List.of());
  }

  @Test
  void learnsNothingFromAnEmptyFileOrNone() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty.csv"), "");

    assertThat(plusgate("reports", "learn", empty).code()).isEqualTo(1);
    assertThat(plusgate("reports", "learn", folder.resolve("none.csv")).code()).isEqualTo(3);
  }

  private Typed fetch(Object... more) {
    var words =
        new ArrayList<Object>(
            List.of(
                "reports",
                "fetch",
                "--host",
                "127.0.0.1",
                "--port",
                server.getPort(),
                "--user",
                "partner",
                "--host-key",
                hostKey,
                "--password-file",
                password,
                "--participant",
                "P1",
                "--archive",
                archive()));
    if (List.of(more).stream().noneMatch("--generated"::equals)) {
      words.addAll(List.of("--generated", "2026-11-26"));
    }
    words.addAll(List.of(more));
    return plusgate(words.toArray());
  }

  private Path archive() {
    return folder.resolve("archive");
  }
}
