package io.plusgate.reconcile.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plusgate.reconcile.ReportName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same promises as with our own server, kept with Debian's sshd ({@code .ci/run} has it). */
class OpenSshFetchTest {
  private static final String NAME = "transactionItems_P1_USD_CB1_A1_000.csv";

  @TempDir private static Path keys;
  private static @Nullable OpenSshServer sshd;
  @TempDir private Path root;
  @TempDir private Path here;

  @BeforeAll
  static void startSshd() throws Exception {
    assumeTrue(OpenSshServer.isInstalled(), "no /usr/sbin/sshd: apt-get install openssh-server");
    sshd = OpenSshServer.start(keys);
  }

  @AfterAll
  static void stopSshd() throws Exception {
    if (sshd != null) {
      sshd.close();
    }
  }

  @Test
  void listsAndBringsAFileByteForByte() throws Exception {
    byte[] bytes = "x\r\n\u00e9".repeat(100_000).getBytes(StandardCharsets.UTF_8);
    Files.write(root.resolve(NAME), bytes);
    Files.writeString(root.resolve("notes.txt"), "no report");

    try (var sftp = SftpFetch.open(login(sshd().hostKey(), sshd().clientKey()))) {
      assertThat(sftp.list(root.toString())).extracting(ReportName::file).containsExactly(NAME);
      assertThat(sftp.list(root + "/absent")).isEmpty();
      assertThat(sftp.bring(root + "/" + NAME, here)).contains((long) bytes.length);
    }

    assertThat(Files.readAllBytes(here.resolve(NAME))).isEqualTo(bytes);
  }

  @Test
  void goesOnWhereItWasCutOff() throws Exception {
    Files.writeString(root.resolve(NAME), "x".repeat(100_000));
    Files.writeString(here.resolve(NAME + ".partial"), "x".repeat(60_000));

    try (var sftp = SftpFetch.open(login(sshd().hostKey(), sshd().clientKey()))) {
      assertThat(sftp.bring(root + "/" + NAME, here)).contains(40_000L);
    }

    assertThat(here.resolve(NAME)).hasSize(100_000);
  }

  @Test
  void keepsTheEarlierIssueOfAFileThatCameAgain() throws Exception {
    Files.writeString(root.resolve(NAME), "first");
    try (var sftp = SftpFetch.open(login(sshd().hostKey(), sshd().clientKey()))) {
      assertThat(sftp.bring(root + "/" + NAME, here)).contains(5L);
      Files.writeString(root.resolve(NAME), "second");

      assertThat(sftp.bring(root + "/" + NAME, here)).contains(6L);
    }

    assertThat(here.resolve(NAME)).hasContent("second");
    assertThat(here.resolve(NAME + ".issue1")).hasContent("first");
  }

  @Test
  void refusesAServerWithAnotherKey() throws Exception {
    var wrong = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    var login = login(wrong, sshd().clientKey());

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SftpFetch.open(login))
        .withMessageContaining("host key pinned to " + wrong);
  }

  @Test
  void saysThatALoginWithAKeyNobodyKnowsWasRefused() throws Exception {
    var stranger = login(sshd().hostKey(), keys.resolve("host"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SftpFetch.open(stranger))
        .withMessageContaining(OpenSshServer.user() + "@127.0.0.1");
  }

  private static OpenSshServer sshd() {
    return Objects.requireNonNull(sshd, "not started");
  }

  private static SftpServer login(String pinned, Path key) throws IOException {
    return new SftpServer(
        "127.0.0.1",
        sshd().port(),
        OpenSshServer.user(),
        pinned,
        Optional.of(key),
        Optional.empty());
  }
}
