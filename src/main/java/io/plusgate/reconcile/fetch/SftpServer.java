package io.plusgate.reconcile.fetch;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where reports are fetched and who we are there; its secrets never show.
 *
 * @param hostKey the pinned fingerprint, as {@code ssh-keygen -l} prints it: {@code SHA256:…}
 * @param key a private key file; nothing when a password is used
 */
public record SftpServer(
    String host,
    int port,
    String user,
    String hostKey,
    Optional<Path> key,
    Optional<String> password) {
  public SftpServer {
    if (!hostKey.startsWith("SHA256:")) {
      throw new IllegalArgumentException(
          "hostKey: " + hostKey + " (expected: SHA256:…, as ssh-keygen -lf prints it)");
    }
    if (key.isEmpty() == password.isEmpty()) {
      throw new IllegalArgumentException(
          "login: "
              + (key.isEmpty() ? "neither" : "both")
              + " (expected: a key file or a password file)");
    }
  }

  @Override
  public String toString() {
    return user + "@" + host + ":" + port;
  }
}
