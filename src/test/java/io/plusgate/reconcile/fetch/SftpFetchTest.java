package io.plusgate.reconcile.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.plusgate.reconcile.ReportName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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

/** Reports come from the pinned server only, whole, and each byte once. */
class SftpFetchTest {
  private static final String NAME = "transactionItems_P1_USD_CB1_A1_000.csv";
  private static final String FOLDER = "/v1/settlements/clearing/P1/20261126";

  @TempDir Path root;
  @TempDir Path here;
  private final SshServer server = SshServer.setUpDefaultServer();
  private String hostKey = "";

  @BeforeEach
  void startServer() throws IOException {
    var keys = new SimpleGeneratorHostKeyProvider();
    keys.setAlgorithm(KeyUtils.EC_ALGORITHM);
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(keys);
    server.setPasswordAuthenticator(
        (user, password, session) -> user.equals("partner") && password.equals("secret"));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    server.setFileSystemFactory(new VirtualFileSystemFactory(root));
    server.start();
    hostKey =
        KeyUtils.getFingerPrint(
            BuiltinDigests.sha256, keys.loadKeys(null).iterator().next().getPublic());
    var folder = Files.createDirectories(root.resolve(FOLDER.substring(1)));
    assertThat(Files.writeString(folder.resolve(NAME), "x".repeat(100_000))).exists();
    assertThat(Files.writeString(folder.resolve("notes.txt"), "not a report")).exists();
  }

  @AfterEach
  void stopServer() throws IOException {
    server.stop(true);
  }

  @Test
  void listsReportsOnlyAndNothingWhereThereIsNoFolder() throws IOException {
    try (var sftp = SftpFetch.open(login(hostKey, "secret"))) {
      assertThat(sftp.list(FOLDER)).extracting(ReportName::file).containsExactly(NAME);
      assertThat(sftp.list(FOLDER + "9")).isEmpty();
    }
  }

  @Test
  void bringsAFileOnce() throws IOException {
    try (var sftp = SftpFetch.open(login(hostKey, "secret"))) {
      assertThat(sftp.bring(FOLDER + "/" + NAME, here)).contains(100_000L);
      assertThat(sftp.bring(FOLDER + "/" + NAME, here)).isEmpty();
    }

    assertThat(here.resolve(NAME)).hasSize(100_000);
  }

  @Test
  void goesOnWhereItWasCutOff() throws IOException {
    var partial = Files.writeString(here.resolve(NAME + ".partial"), "x".repeat(60_000));

    try (var sftp = SftpFetch.open(login(hostKey, "secret"))) {
      assertThat(sftp.bring(FOLDER + "/" + NAME, here)).contains(40_000L);
    }

    assertThat(here.resolve(NAME)).hasSize(100_000);
    assertThat(partial).doesNotExist();
  }

  @Test
  void refusesAServerWithAnotherKey() {
    var wrong = login("SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "secret");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SftpFetch.open(wrong))
        .withMessageContaining("host key pinned to SHA256:AAAA")
        .withMessageNotContaining("secret");
  }

  @Test
  void saysThatALoginWasRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> SftpFetch.open(login(hostKey, "wrong-password")))
        .withMessageNotContaining("wrong-password");
  }

  private SftpServer login(String pinned, String password) {
    return new SftpServer(
        "127.0.0.1", server.getPort(), "partner", pinned, Optional.empty(), Optional.of(password));
  }
}
