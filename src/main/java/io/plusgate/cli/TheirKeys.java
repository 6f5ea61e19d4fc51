package io.plusgate.cli;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.KeyState;
import io.plusgate.config.PublicKeyConfig;
import io.plusgate.config.YamlText;
import io.plusgate.signature.KeyReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Alipay+'s keys as the configuration names them, and the steps that one of them can take. */
final class TheirKeys {
  private final int client;
  private final List<PublicKeyConfig> keys;

  /**
   * @param position of the client among all
   */
  TheirKeys(int position, ClientConfig client) {
    this.client = position;
    this.keys = client.alipayPlus().publicKeys();
  }

  static String fingerprint(PublicKeyConfig key) {
    return KeyReader.publicKey(key.file().content()).as(key.keyVersion()).fingerprint();
  }

  /** One more, which is believed from now on. */
  YamlText stage(YamlText text, String file, String keyVersion) {
    Map<String, String> entry = new LinkedHashMap<>();
    entry.put("keyVersion", keyVersion);
    entry.put("file", file);
    entry.put("state", word(KeyState.STAGED));
    return text.add(entry, "clients", client, "alipayPlus", "publicKeys");
  }

  /** This one is in use, and those that were are on their way out; all of them still count. */
  YamlText activate(YamlText text, String which) {
    int next = position(which);
    YamlText changed = text;
    for (int i = 0; i < keys.size(); i++) {
      if (i == next) {
        changed = state(changed, i, KeyState.ACTIVE);
      } else if (keys.get(i).state() == KeyState.ACTIVE) {
        changed = state(changed, i, KeyState.RETIRING);
      }
    }
    return changed;
  }

  /** This one counts no more. */
  YamlText revoke(YamlText text, String which) {
    return state(text, position(which), KeyState.REVOKED);
  }

  /**
   * Ends the command when that key is still in use, or may be.
   *
   * @param quiet how long it must not have been used
   */
  void demandUnused(String which, Duration quiet, KeyUse use, Instant now) {
    String fingerprint = fingerprint(keys.get(position(which)));
    var last = use.last(fingerprint);
    boolean usedSince = last.filter(at -> at.isAfter(now.minus(quiet))).isPresent();
    boolean watchedLongEnough = use.watching(now).compareTo(quiet) >= 0;
    if (usedSince || !watchedLongEnough) {
      throw ExitException.no(
          "key "
              + which
              + " is still in use, or may be: "
              + use.words(fingerprint, now)
              + " (expected: not for "
              + Times.length(quiet)
              + ", as a notification is repeated for a day; nothing was changed; a stolen key:"
              + " --stolen)");
    }
  }

  private YamlText state(YamlText text, int position, KeyState state) {
    return text.set(word(state), "clients", client, "alipayPlus", "publicKeys", position, "state");
  }

  private int position(String which) {
    var found =
        IntStream.range(0, keys.size())
            .filter(i -> keys.get(i).keyVersion().equals(which) || named(keys.get(i), which))
            .boxed()
            .toList();
    if (found.size() != 1) {
      throw ExitException.usage(
          which
              + ": names "
              + found.size()
              + " of Alipay+'s keys (expected: the keyVersion or the file of one of "
              + keys.stream().map(key -> key.keyVersion() + " " + key.file()).toList()
              + ")");
    }
    return found.get(0);
  }

  private static boolean named(PublicKeyConfig key, String which) {
    return key.file().path().endsWith(which);
  }

  private static String word(KeyState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
