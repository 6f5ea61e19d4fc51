package io.plusgate.app;

import io.plusgate.admin.KeyCard;
import io.plusgate.admin.KeyCard.Use;
import io.plusgate.config.KeyState;
import io.plusgate.config.ListenerConfig;
import io.plusgate.config.ListenersConfig;
import io.plusgate.signature.Certificates;
import io.plusgate.signature.Fingerprint;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys and certificates in use, for the operator: which, whose and until when. */
final class KeyInventory {
  private final List<KeyCard> cards = new ArrayList<>();

  private KeyInventory() {}

  static List<KeyCard> of(KeyLoading loading, ListenersConfig listeners) {
    var inventory = new KeyInventory();
    loading.pairs().forEach(inventory::keys);
    inventory.certificate("backend", listeners.backend());
    inventory.certificate("alipayPlus", listeners.alipayPlus());
    inventory.certificate("admin", listeners.admin());
    return List.copyOf(inventory.cards);
  }

  private void keys(KeyLoading.Pair pair) {
    var client = pair.client();
    cards.add(
        new KeyCard(
            Use.SIGN,
            client.clientId(),
            Optional.of(client.keyVersion()),
            pair.ours().bits(),
            pair.ours().fingerprint(),
            client.privateKey().toString(),
            Optional.of(KeyState.ACTIVE),
            Optional.empty()));
    for (var theirs : pair.theirs()) {
      cards.add(
          new KeyCard(
              Use.VERIFY,
              client.clientId(),
              Optional.of(theirs.key().keyVersion()),
              theirs.key().bits(),
              theirs.key().fingerprint(),
              theirs.config().file().toString(),
              Optional.of(theirs.config().state()),
              Optional.empty()));
    }
  }

  private void certificate(String listener, ListenerConfig config) {
    config
        .tls()
        .map(tls -> tls.certificate())
        .ifPresent(
            file ->
                Certificates.first(file.content())
                    .map(shown -> certificate(listener, shown, file.toString()))
                    .ifPresent(cards::add));
  }

  private static KeyCard certificate(String listener, X509Certificate shown, String file) {
    return new KeyCard(
        Use.CERTIFICATE,
        listener,
        Optional.empty(),
        shown.getPublicKey() instanceof RSAKey rsa ? rsa.getModulus().bitLength() : 0,
        Fingerprint.of(shown),
        file,
        Optional.empty(),
        Optional.of(shown.getNotAfter().toInstant()));
  }
}
