package io.plusgate.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Reads the files that the configuration names and looks at who else may read them. */
final class NamedFiles {
  private static final int LARGEST = 256 * 1024;

  private final Path workingDirectory;

  NamedFiles(Path workingDirectory) {
    this.workingDirectory = workingDirectory.toAbsolutePath().normalize();
  }

  /** Relative paths start at the working directory. */
  Path resolve(String text) {
    return workingDirectory.resolve(text).normalize();
  }

  /** A folder that need not be there yet. */
  Path folder(String text) throws Unusable {
    return resolve(checked(text));
  }

  /** A key of ours. */
  KeyFile privateKey(String text) throws Unusable {
    byte[] content = open(text);
    refusePublic(text, content);
    refuseOpenToEveryone(text);
    return new KeyFile(resolve(text), content);
  }

  /** A certificate or somebody else's public key: no secret, but what we trust. */
  KeyFile certificate(String text) throws Unusable {
    byte[] content = open(text);
    if (mode(resolve(text)).contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new Unusable(
          "%s can be changed by everyone (expected: its owner only; run: chmod o-w %s)"
              .formatted(text, resolve(text)));
    }
    return new KeyFile(resolve(text), content);
  }

  /** A password, a token, a shared secret: one line. */
  SecretFile secret(String text) throws Unusable {
    byte[] content = open(text);
    refuseOpenToEveryone(text);
    var secret = new SecretFile(resolve(text), content);
    if (secret.text().isEmpty() || secret.text().lines().count() > 1) {
      throw new Unusable(text + " (expected: one line with the secret in " + resolve(text) + ")");
    }
    return secret;
  }

  /** Before its permissions are judged: a public key is right to be open, and wrong to be here. */
  private static void refusePublic(String text, byte[] content) throws Unusable {
    String pem = new String(content, ISO_8859_1);
    boolean isPublic = pem.contains("PUBLIC KEY-----") || pem.contains("BEGIN CERTIFICATE-----");
    if (isPublic && !pem.contains("PRIVATE KEY-----")) {
      throw new Unusable(text + " holds no private key, but a public one (expected: our own key)");
    }
  }

  private void refuseOpenToEveryone(String text) throws Unusable {
    Set<PosixFilePermission> mode = mode(resolve(text));
    if (mode.contains(PosixFilePermission.OTHERS_READ)
        || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
      throw new Unusable(
          "%s is open to everyone, %s (expected: its owner only; run: chmod 600 %s)"
              .formatted(text, PosixFilePermissions.toString(mode), resolve(text)));
    }
  }

  private static String checked(String text) throws Unusable {
    if (text.isBlank() || text.indexOf('\0') >= 0) {
      throw Unusable.expected(text.isBlank() ? "" : "no path", "a path");
    }
    return text;
  }

  private byte[] open(String text) throws Unusable {
    Path file = resolve(checked(text));
    if (!Files.exists(file)) {
      throw new Unusable(nowhere(text, file));
    }
    if (!Files.isRegularFile(file)) {
      throw new Unusable(text + " is no file (expected: a file at " + file + ")");
    }
    byte[] content = bytes(text, file);
    if (content.length == 0) {
      throw new Unusable(text + " is empty (expected: something in " + file + ")");
    }
    return content;
  }

  /** A secret may stand where its path should: only what is plainly a path is repeated. */
  private String nowhere(String text, Path file) {
    Path folder = file.getParent();
    boolean isPath =
        text.contains("/")
            && folder != null
            && folder.getParent() != null
            && Files.isDirectory(folder);
    return isPath
        ? text + " (expected: a file; there is none at " + file + ")"
        : "no file (expected: the path of one, as it is or below "
            + workingDirectory
            + "; what stands here may be the secret itself and is not repeated)";
  }

  private static byte[] bytes(String text, Path file) throws Unusable {
    try {
      if (Files.size(file) > LARGEST) {
        throw new Unusable(
            text + " has " + Files.size(file) + " bytes (expected: at most " + LARGEST + ")");
      }
      return Files.readAllBytes(file);
    } catch (IOException denied) {
      throw new Unusable(
          text + " can not be read by this user (expected: read access to " + file + ")");
    }
  }

  /** False when it is not there yet. */
  static boolean isOpenToOthers(Path folder) {
    var mode = mode(folder);
    return mode.contains(PosixFilePermission.OTHERS_READ)
        || mode.contains(PosixFilePermission.OTHERS_EXECUTE);
  }

  private static Set<PosixFilePermission> mode(Path file) {
    try {
      return Files.getPosixFilePermissions(file);
    } catch (UnsupportedOperationException | IOException noSuchModes) {
      return Set.of();
    }
  }
}
