package io.plusgate.reconcile.fetch;

import io.plusgate.reconcile.OwnFiles;
import io.plusgate.reconcile.ReportName;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** One login to the server; closing it ends the session. */
public final class SftpFetch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int PIECE = 32 * 1024;

  private final SshClient client;
  private final ClientSession session;
  private final SftpClient sftp;

  private SftpFetch(SshClient client, ClientSession session, SftpClient sftp) {
    this.client = client;
    this.session = session;
    this.sftp = sftp;
  }

  /** Fails when the server can't be reached, shows another host key, or refuses the login. */
  public static SftpFetch open(SftpServer server) throws IOException {
    var client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(
        (session, address, key) ->
            server.hostKey().equals(KeyUtils.getFingerPrint(BuiltinDigests.sha256, key)));
    client.start();
    try {
      var session =
          client.connect(server.user(), server.host(), server.port()).verify(PATIENCE).getSession();
      identify(session, server);
      var verified = session.auth().verify(PATIENCE);
      if (!verified.isSuccess()) {
        throw new IOException("the login was refused");
      }
      return new SftpFetch(client, session, SftpClientFactory.instance().createSftpClient(session));
    } catch (IOException refused) {
      client.stop();
      throw new IOException(
          server + ": " + words(refused) + " (host key pinned to " + server.hostKey() + ")",
          refused);
    }
  }

  /** The library names its classes; what lies below them says what happened. */
  private static String words(IOException refused) {
    Throwable root = refused;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    if (root instanceof UnresolvedAddressException) {
      return "no such host";
    }
    return String.valueOf((root instanceof ConnectException ? root : refused).getMessage());
  }

  private static void identify(ClientSession session, SftpServer server) throws IOException {
    server.password().ifPresent(session::addPasswordIdentity);
    if (server.key().isPresent()) {
      try {
        new FileKeyPairProvider(server.key().get())
            .loadKeys(session)
            .forEach(session::addPublicKeyIdentity);
      } catch (RuntimeException unreadable) {
        throw new IOException(server.key().get() + ": no private key we can read", unreadable);
      }
    }
  }

  /** The report files in this folder; none when there is no such folder. */
  public List<ReportName> list(String folder) throws IOException {
    var found = new ArrayList<ReportName>();
    try (var handle = sftp.openDir(folder)) {
      for (var entry : sftp.listDir(handle)) {
        ReportName.parse(entry.getFilename()).ifPresent(found::add);
      }
    } catch (SftpException answer) {
      if (answer.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
        throw answer;
      }
    }
    return found;
  }

  /** How large the server's file is. */
  public long size(String file) throws IOException {
    return sftp.stat(file).getSize();
  }

  /**
   * Brings a file into the folder; what an earlier try already brought is not brought again, and
   * the file has its name only when it is whole. One that the server has with another size now is
   * brought anew, beside the earlier one.
   *
   * @return how many bytes came, or nothing when it was there already
   */
  public Optional<Long> bring(String from, Path into) throws IOException {
    String name = from.substring(from.lastIndexOf('/') + 1);
    Path whole = into.resolve(name);
    long size = size(from);
    if (Files.exists(whole)) {
      if (Files.size(whole) == size) {
        return Optional.empty();
      }
      keepEarlier(whole);
    }
    Path folder = OwnFiles.folder(into);
    Path partial = folder.resolve(name + ".partial");
    long brought = copy(from, partial, size);
    Files.move(partial, whole, StandardCopyOption.ATOMIC_MOVE);
    return Optional.of(brought);
  }

  /** The bytes of an issue that was replaced are evidence. */
  private static void keepEarlier(Path whole) throws IOException {
    int issue = 1;
    while (Files.exists(whole.resolveSibling(whole.getFileName() + ".issue" + issue))) {
      issue++;
    }
    Files.move(
        whole,
        whole.resolveSibling(whole.getFileName() + ".issue" + issue),
        StandardCopyOption.ATOMIC_MOVE);
  }

  private long copy(String from, Path partial, long size) throws IOException {
    try (var out = FileChannel.open(OwnFiles.file(partial), StandardOpenOption.WRITE);
        var in = sftp.open(from)) {
      // A longer rest is of another file: begin again.
      long at = out.size() > size ? 0 : out.size();
      out.truncate(at).position(at);
      long start = at;
      var piece = new byte[PIECE];
      while (at < size) {
        int count = sftp.read(in, at, piece, 0, (int) Math.min(PIECE, size - at));
        if (count <= 0) {
          throw new IOException(from + ": ended at byte " + at + " (expected: " + size + ")");
        }
        var bytes = ByteBuffer.wrap(piece, 0, count);
        while (bytes.hasRemaining()) {
          at += out.write(bytes);
        }
      }
      out.force(true);
      return at - start;
    }
  }

  @Override
  public void close() throws IOException {
    sftp.close();
    session.close();
    client.stop();
  }
}
