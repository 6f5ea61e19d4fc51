package io.plusgate.app;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.ConfigProblem;
import io.plusgate.config.KeyFile;
import io.plusgate.config.PublicKeyConfig;
import io.plusgate.signature.ClientKeys;
import io.plusgate.signature.KeyReader;
import io.plusgate.signature.KeyRing;
import io.plusgate.signature.KeyUnreadableException;
import io.plusgate.signature.KeyUses;
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
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every client's keys, read once; of all wrong ones it says at once what was found and what is
 * right.
 */
public final class KeyLoading {
  private static final Logger LOG = LoggerFactory.getLogger(KeyLoading.class);

  private final List<Pair> pairs = new ArrayList<>();
  private final List<ConfigProblem> problems = new ArrayList<>();

  private KeyLoading() {}

  /** A client's key that could be read, and those of Alipay+'s that could. */
  record Pair(ClientConfig client, SigningKey ours, List<Theirs> theirs) {
    Pair {
      theirs = List.copyOf(theirs);
    }

    List<TrustedKey> trusted() {
      return theirs.stream().map(Theirs::key).toList();
    }

    List<TrustedKey> believed() {
      return theirs.stream().filter(one -> one.config().isBelieved()).map(Theirs::key).toList();
    }
  }

  /** One of Alipay+'s keys, and where it stands. */
  record Theirs(PublicKeyConfig config, TrustedKey key) {}

  /** Reads the keys of all clients, in the order of configuration. */
  public static KeyLoading of(List<ClientConfig> clients) {
    var loading = new KeyLoading();
    for (int i = 0; i < clients.size(); i++) {
      loading.read("clients[" + i + "]", clients.get(i));
    }
    return loading;
  }

  /** What is wrong with them: one for each key that can't be used. */
  public List<ConfigProblem> problems() {
    return List.copyOf(problems);
  }

  /**
   * This, if all of them can be used.
   *
   * @throws IllegalArgumentException with a line for each key that can't
   */
  public KeyLoading usable() {
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          problems.stream().map(ConfigProblem::message).collect(Collectors.joining("\n")));
    }
    return this;
  }

  /** What signs and verifies for each client by Client-Id, in the order of configuration. */
  public Map<String, ClientKeys> keys(ProviderSwitch providers, KeyUses uses) {
    Map<String, ClientKeys> keys = new LinkedHashMap<>();
    pairs.forEach(pair -> keys.put(pair.client().clientId(), keysOf(pair, providers, uses)));
    return Collections.unmodifiableMap(keys);
  }

  List<Pair> pairs() {
    return Collections.unmodifiableList(pairs);
  }

  /** Which keys are in use: a change of keys is to be found in the log. */
  void log() {
    pairs.forEach(KeyLoading::log);
  }

  private void read(String where, ClientConfig client) {
    var ours = reading(where + ".privateKey", client.privateKey(), () -> privateKey(client));
    var theirs = new ArrayList<Theirs>();
    for (PublicKeyConfig publicKey : client.alipayPlus().publicKeys()) {
      reading(place(where, publicKey.keyVersion()), publicKey.file(), () -> theirs(publicKey))
          .ifPresent(theirs::add);
    }
    ours.map(key -> new Pair(client, key, theirs)).ifPresent(pair -> take(where, pair));
  }

  private void take(String where, Pair pair) {
    pairs.add(pair);
    for (TrustedKey key : pair.trusted()) {
      if (key.fingerprint().equals(pair.ours().fingerprint())) {
        problem(
            place(where, key.keyVersion()),
            "this is your own public key, fingerprint "
                + key.fingerprint()
                + " (expected: Alipay+'s, which Developer Center shows after you have entered"
                + " yours)");
      }
    }
  }

  private <T> Optional<T> reading(String place, KeyFile file, Supplier<T> reader) {
    try {
      return Optional.of(reader.get());
    } catch (KeyUnreadableException unreadable) {
      problem(place, file.path() + ": " + unreadable.getMessage());
      return Optional.empty();
    }
  }

  private void problem(String place, String text) {
    problems.add(new ConfigProblem(place, text, OptionalInt.empty()));
  }

  private static String place(String where, String keyVersion) {
    return where + ".alipayPlus.publicKeys[keyVersion=" + keyVersion + "]";
  }

  private static SigningKey privateKey(ClientConfig client) {
    byte[] content = client.privateKey().content();
    return client
        .privateKeyPassword()
        .map(password -> KeyReader.privateKey(content, password.text().toCharArray()))
        .orElseGet(() -> KeyReader.privateKey(content));
  }

  private static Theirs theirs(PublicKeyConfig config) {
    var key = KeyReader.publicKey(config.file().content()).as(config.keyVersion());
    return new Theirs(config, key);
  }

  private static ClientKeys keysOf(Pair pair, ProviderSwitch providers, KeyUses uses) {
    var client = pair.client();
    var form = form(client.signatureForm());
    return new ClientKeys(
        client.clientId(),
        new MessageSigner(pair.ours().privateKey(), client.keyVersion(), form, providers),
        pair.ours().fingerprint(),
        new MessageVerifier(new KeyRing(pair.believed()), providers),
        providers,
        uses);
  }

  private static void log(Pair pair) {
    LOG.info(
        "key clientId={} environment={} keyVersion={} form={} bits={} fingerprint={} theirs={}",
        pair.client().clientId(),
        pair.client().environment(),
        pair.client().keyVersion(),
        pair.ours().form(),
        pair.ours().bits(),
        pair.ours().fingerprint(),
        pair.trusted());
  }

  private static SignatureForm form(io.plusgate.config.SignatureForm configured) {
    return switch (configured) {
      case PERCENT_ENCODED -> SignatureForm.PERCENT_ENCODED;
      case BASE64 -> SignatureForm.BASE64;
      case BASE64URL -> SignatureForm.BASE64URL;
    };
  }
}
