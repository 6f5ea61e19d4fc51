package io.plusgate.doctor;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.PublicKeyConfig;
import io.plusgate.config.SecretFile;
import io.plusgate.signature.KeyReader;
import io.plusgate.signature.KeyUnreadableException;
import io.plusgate.signature.SigningKey;
import java.util.List;
import java.util.Optional;

/** Whether every key can be read, is long enough, and is whose it should be. */
final class KeysExam {
  private static final int SHORTEST = 2048;

  private KeysExam() {}

  static void examine(List<ClientConfig> clients, Findings findings) {
    clients.forEach(client -> examine(client, findings));
  }

  private static void examine(ClientConfig client, Findings findings) {
    Optional<SigningKey> ours = Optional.empty();
    try {
      var key = ours(client);
      ours = Optional.of(key);
      findings.that(
          key.bits() >= SHORTEST,
          "own key",
          client.clientId(),
          words(key.form(), key.bits(), key.fingerprint()),
          "make one of 2048 bits: plusgate keys generate");
    } catch (KeyUnreadableException unreadable) {
      findings.fail(
          "own key",
          client.clientId(),
          client.privateKey() + ": " + unreadable.getMessage(),
          "see what the file is: plusgate keys show " + client.privateKey());
    }
    for (PublicKeyConfig theirs : client.alipayPlus().publicKeys()) {
      examine(client, theirs, ours, findings);
    }
  }

  private static void examine(
      ClientConfig client, PublicKeyConfig theirs, Optional<SigningKey> ours, Findings findings) {
    String subject = client.clientId() + " keyVersion " + theirs.keyVersion();
    try {
      var key = KeyReader.publicKey(theirs.file().content());
      boolean own = ours.filter(k -> k.fingerprint().equals(key.fingerprint())).isPresent();
      findings.that(
          !own,
          "Alipay+'s key",
          subject,
          words(key.form(), key.bits(), key.fingerprint()),
          "this is our own public key: put the one that Developer Center shows as Alipay+'s into "
              + theirs.file());
    } catch (KeyUnreadableException unreadable) {
      findings.fail(
          "Alipay+'s key",
          subject,
          theirs.file() + ": " + unreadable.getMessage(),
          "save the key that Developer Center shows as Alipay+'s there");
    }
  }

  /** The key a client signs with. */
  static SigningKey ours(ClientConfig client) {
    byte[] content = client.privateKey().content();
    return client
        .privateKeyPassword()
        .map(SecretFile::text)
        .map(password -> KeyReader.privateKey(content, password.toCharArray()))
        .orElseGet(() -> KeyReader.privateKey(content));
  }

  private static String words(String form, int bits, String fingerprint) {
    return form + ", " + bits + " bit, " + fingerprint;
  }
}
