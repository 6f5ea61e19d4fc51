package io.plusgate.reconcile.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Debian's sshd as a process of its own on a free loopback port, with a host key and a client key
 * made for this run only. It logs in the user that runs the tests, by key: a password would need
 * the system's accounts.
 */
public final class OpenSshServer implements AutoCloseable {
  private static final Path SSHD = Path.of("/usr/sbin/sshd");

  private final Process process;
  private final Path folder;
  private final int port;

  private OpenSshServer(Process process, Path folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(SSHD);
  }

  /** Starts it with its keys and logs in this folder; it answers when this returns. */
  public static OpenSshServer start(Path folder) throws Exception {
    keygen(folder.resolve("host"));
    keygen(folder.resolve("client"));
    Path authorized = folder.resolve("authorized_keys");
    Files.copy(folder.resolve("client.pub"), authorized);
    Files.setPosixFilePermissions(authorized, PosixFilePermissions.fromString("rw-------"));
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve("sshd_config"),
            String.join(
                "\n",
                "ListenAddress 127.0.0.1",
                "Port " + port,
                "HostKey " + folder.resolve("host"),
                "PidFile none",
                "AuthorizedKeysFile " + authorized,
                "PubkeyAuthentication yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "PermitRootLogin prohibit-password",
                "UsePAM no",
                // The temporary folder's parents belong to anybody.
                "StrictModes no",
                "Subsystem sftp internal-sftp",
                ""));
    Path separation = Path.of("/run/sshd");
    if (Files.notExists(separation) && Files.isWritable(separation.getParent())) {
      Files.createDirectory(separation);
    }
    var process =
        new ProcessBuilder(SSHD.toString(), "-D", "-e", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("sshd.log").toFile())
            .start();
    var server = new OpenSshServer(process, folder, port);
    Awaitility.await().atMost(30, TimeUnit.SECONDS).until(server::answers);
    return server;
  }

  public int port() {
    return port;
  }

  /** What to pin, as {@code ssh-keygen -lf} prints it. */
  public String hostKey() throws Exception {
    var shown =
        new ProcessBuilder("ssh-keygen", "-lf", folder.resolve("host.pub").toString()).start();
    String line = new String(shown.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return line.split(" ", -1)[1];
  }

  public Path clientKey() {
    return folder.resolve("client");
  }

  public static String user() {
    return System.getProperty("user.name");
  }

  public String log() throws IOException {
    return Files.readString(folder.resolve("sshd.log"));
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new AssertionError("sshd ended at once; see " + folder.resolve("sshd.log"));
    }
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.getInputStream().read() == 'S';
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void keygen(Path file) throws Exception {
    List<String> command = new ArrayList<>(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", ""));
    command.addAll(List.of("-C", "test-only", "-f", file.toString()));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new AssertionError("ssh-keygen ended with " + code);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
