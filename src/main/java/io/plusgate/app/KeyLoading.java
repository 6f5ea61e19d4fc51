package io.plusgate.app;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.KeyFile;
import io.plusgate.config.PublicKeyConfig;
import io.plusgate.signature.ClientKeys;
import io.plusgate.signature.KeyReader;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.KeyUnreadableException;
import io.plusgate.signature.MessageSigner;
import io.plusgate.signature.MessageVerifier;
import io.plusgate.signature.ProviderSwitch;
import io.plusgate.signature.SignatureForm;
import io.plusgate.signature.SigningKey;
import io.plusgate.signature.TrustedKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads every client's keys, and says of all wrong ones at once what was found and what is right.
 */
public final class KeyLoading {
  private static final Logger LOG = LoggerFactory.getLogger(KeyLoading.class);

  private final ProviderSwitch providers;
  private final List<String> problems = new ArrayList<>();

  private KeyLoading(ProviderSwitch providers) {
    this.providers = providers;
  }

  /**
   * The keys of all clients by Client-Id, in the order of configuration.
   *
   * @throws IllegalArgumentException with a line for each key that can't be used
   */
  public static Map<String, ClientKeys> load(List<ClientConfig> clients, ProviderSwitch providers) {
    var loading = new KeyLoading(providers);
    var keys = loading.all(clients);
    if (!loading.problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", loading.problems));
    }
    return Collections.unmodifiableMap(keys);
  }

  /** What {@link #load} would complain of, line by line. */
  public static List<String> problems(List<ClientConfig> clients, ProviderSwitch providers) {
    var loading = new KeyLoading(providers);
    var usable = loading.all(clients).keySet();
    LOG.debug("keys read clients={}", usable);
    return List.copyOf(loading.problems);
  }

  private Map<String, ClientKeys> all(List<ClientConfig> clients) {
    Map<String, ClientKeys> keys = new LinkedHashMap<>();
    for (int i = 0; i < clients.size(); i++) {
      load("clients[" + i + "]", clients.get(i), keys);
    }
    return keys;
  }

  private void load(String where, ClientConfig client, Map<String, ClientKeys> keys) {
    var ours = reading(where + ".privateKey", client.privateKey(), () -> privateKey(client));
    var theirs = new ArrayList<TrustedKey>();
    for (PublicKeyConfig publicKey : client.alipayPlus().publicKeys()) {
      String place = where + ".alipayPlus.publicKeys[keyVersion=" + publicKey.keyVersion() + "]";
      reading(
              place,
              publicKey.file(),
              () -> KeyReader.publicKey(publicKey.file().content()).as(publicKey.keyVersion()))
          .ifPresent(theirs::add);
    }
    ours.ifPresent(key -> keys.put(client.clientId(), keysOf(where, client, key, theirs)));
  }

  private ClientKeys keysOf(
      String where, ClientConfig client, SigningKey ours, List<TrustedKey> theirs) {
    for (TrustedKey key : theirs) {
      if (key.fingerprint().equals(ours.fingerprint())) {
        problems.add(
            where
                + ".alipayPlus.publicKeys[keyVersion="
                + key.keyVersion()
                + "]: this is your own"
                + " public key, fingerprint "
                + key.fingerprint()
                + " (expected: Alipay+'s, which"
                + " Developer Center shows after you have entered yours)");
      }
    }
    LOG.info(
        "key clientId={} environment={} keyVersion={} form={} bits={} fingerprint={} theirs={}",
        client.clientId(),
        client.environment(),
        client.keyVersion(),
        ours.form(),
        ours.bits(),
        ours.fingerprint(),
        theirs);
    return new ClientKeys(
        client.clientId(),
        new MessageSigner(
            ours.privateKey(), client.keyVersion(), form(client.signatureForm()), providers),
        new MessageVerifier(new KeyRing(theirs), providers),
        providers);
  }

  private <T> Optional<T> reading(String place, KeyFile file, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (KeyUnreadableException unreadable) {
      problems.add(place + ": " + file.path() + ": " + unreadable.getMessage());
      return Optional.empty();
    }
  }

  static SigningKey privateKey(ClientConfig client) {
    byte[] content = client.privateKey().content();
    return client
        .privateKeyPassword()
        .map(password -> KeyReader.privateKey(content, password.text().toCharArray()))
        .orElseGet(() -> KeyReader.privateKey(content));
  }

  private static SignatureForm form(io.plusgate.config.SignatureForm configured) {
    return switch (configured) {
      case PERCENT_ENCODED -> SignatureForm.PERCENT_ENCODED;
      case BASE64 -> SignatureForm.BASE64;
      case BASE64URL -> SignatureForm.BASE64URL;
    };
  }
}
