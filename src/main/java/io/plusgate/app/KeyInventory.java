package io.plusgate.app;

import io.plusgate.admin.KeyCard;
import io.plusgate.admin.KeyCard.Use;
import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.ListenerConfig;
import io.plusgate.signature.Certificates;
import io.plusgate.signature.Fingerprint;
import io.plusgate.signature.KeyReader;
import java.security.interfaces.RSAKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys and certificates in use, for the operator: which, whose and until when. */
final class KeyInventory {
  private final List<KeyCard> cards = new ArrayList<>();

  private KeyInventory() {}

  /** Of a configuration whose keys could all be loaded. */
  static List<KeyCard> of(GatewayConfig config) {
    var inventory = new KeyInventory();
    config.clients().forEach(inventory::keys);
    var listeners = config.listeners();
    inventory.certificate("backend", listeners.backend());
    inventory.certificate("alipayPlus", listeners.alipayPlus());
    inventory.certificate("admin", listeners.admin());
    return List.copyOf(inventory.cards);
  }

  private void keys(ClientConfig client) {
    var ours = KeyLoading.privateKey(client);
    cards.add(
        new KeyCard(
            Use.SIGN,
            client.clientId(),
            Optional.of(client.keyVersion()),
            ours.bits(),
            ours.fingerprint(),
            client.privateKey().toString(),
            Optional.empty()));
    for (var publicKey : client.alipayPlus().publicKeys()) {
      var theirs = KeyReader.publicKey(publicKey.file().content()).as(publicKey.keyVersion());
      cards.add(
          new KeyCard(
              Use.VERIFY,
              client.clientId(),
              Optional.of(theirs.keyVersion()),
              theirs.bits(),
              theirs.fingerprint(),
              publicKey.file().toString(),
              Optional.empty()));
    }
  }

  private void certificate(String listener, ListenerConfig config) {
    config
        .tls()
        .flatMap(
            tls ->
                Certificates.first(tls.certificate().content())
                    .map(
                        shown ->
                            new KeyCard(
                                Use.CERTIFICATE,
                                listener,
                                Optional.empty(),
                                shown.getPublicKey() instanceof RSAKey rsa
                                    ? rsa.getModulus().bitLength()
                                    : 0,
                                Fingerprint.of(shown),
                                tls.certificate().toString(),
                                Optional.of(shown.getNotAfter().toInstant()))))
        .ifPresent(cards::add);
  }
}
