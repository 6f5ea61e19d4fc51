package io.plusgate.cli;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.SecretFile;
import io.plusgate.signature.CryptoProvider;
import io.plusgate.signature.KeyReader;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.KeyUnreadableException;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.SignatureForm;
import io.plusgate.signature.SigningKey;
import io.plusgate.signature.TrustedKey;
import io.plusgate.signature.VerifyingKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the keys that a command needs; what can't be read ends it with one line. */
final class KeyInput {
  private static final ProviderSwitch JDK = new ProviderSwitch(CryptoProvider.jdk());

  private KeyInput() {}

  static SigningKey privateKey(Path file, Optional<Path> passwordFile) {
    return privateKey(
        file.toString(),
        bytes(file),
        passwordFile.map(secret -> new SecretFile(secret, bytes(secret)).text()));
  }

  static VerifyingKey publicKey(Path file) {
    return publicKey(file.toString(), bytes(file));
  }

  /** The public half of whichever key stands in the file. */
  static VerifyingKey eitherKey(Path file) {
    byte[] content = bytes(file);
    try {
      return KeyReader.publicKey(content);
    } catch (KeyUnreadableException notPublic) {
      var key = privateKey(file.toString(), content, Optional.empty());
      return new VerifyingKey(key.publicKey(), "the public half of " + key.form());
    }
  }

  static SigningKey ownKey(ClientConfig client) {
    return privateKey(
        client.privateKey().toString(),
        client.privateKey().content(),
        client.privateKeyPassword().map(SecretFile::text));
  }

  /** Signs as the gateway of this configuration does. */
  static MessageSigner signer(ClientConfig client) {
    var form = SignatureForm.valueOf(client.signatureForm().name());
    return new MessageSigner(ownKey(client).privateKey(), client.keyVersion(), form, JDK);
  }

  static MessageSigner signer(SigningKey key, String keyVersion, SignatureForm form) {
    return new MessageSigner(key.privateKey(), keyVersion, form, JDK);
  }

  static MessageVerifier verifier(TrustedKey... keys) {
    return new MessageVerifier(KeyRing.of(keys), JDK);
  }

  /** Verifies as the gateway of this configuration does. */
  static MessageVerifier verifier(ClientConfig client) {
    return verifier(
        client.alipayPlus().publicKeys().stream()
            .map(key -> publicKey(key.file().toString(), key.file().content()).as(key.keyVersion()))
            .toArray(TrustedKey[]::new));
  }

  static VerifyingKey publicKey(String name, byte[] content) {
    try {
      return KeyReader.publicKey(content);
    } catch (KeyUnreadableException unreadable) {
      throw ExitException.usage(name + ": " + unreadable.getMessage());
    }
  }

  private static SigningKey privateKey(String name, byte[] content, Optional<String> password) {
    try {
      return password.isPresent()
          ? KeyReader.privateKey(content, password.get().toCharArray())
          : KeyReader.privateKey(content);
    } catch (KeyUnreadableException unreadable) {
      throw ExitException.usage(name + ": " + unreadable.getMessage());
    }
  }

  /** The content of a file that somebody named. */
  static byte[] bytes(Path file) {
    try {
      return file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw ExitException.usage(
          file + ": " + reason(file, unreadable) + " (expected: a file that can be read)");
    }
  }

  private static String reason(Path file, IOException unreadable) {
    if (unreadable instanceof NoSuchFileException) {
      return "no such file";
    }
    if (unreadable instanceof AccessDeniedException) {
      return "we may not read it";
    }
    return Files.isDirectory(file) ? "a folder" : "cannot be read";
  }
}
