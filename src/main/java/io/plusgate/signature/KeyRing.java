package io.plusgate.signature;

import java.util.List;

/**
 * The public keys of the other side for one client, in the order of configuration.
 *
 * <p>There may be several, so that a key can be replaced without a gap; also under one keyVersion,
 * because no document says that a new key gets a new version.
 */
public record KeyRing(List<TrustedKey> keys) {
  public KeyRing {
    keys = List.copyOf(keys);
  }

  public static KeyRing of(TrustedKey... keys) {
    return new KeyRing(List.of(keys));
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }
}
