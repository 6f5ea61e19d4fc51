package io.plusgate.config;

import java.util.List;

/** Finds keys that stand where they can not belong: ours for theirs, sandbox for production. */
final class KeyPlacement {
  private KeyPlacement() {}

  static void check(Checks checks, List<ClientConfig> clients) {
    for (int i = 0; i < clients.size(); i++) {
      checkOwnForTheirs(checks, clients, i);
      for (int other = 0; other < i; other++) {
        checkEnvironments(checks, clients.get(other), clients.get(i), "clients[" + i + "].");
      }
    }
  }

  private static void checkOwnForTheirs(Checks checks, List<ClientConfig> clients, int index) {
    var keys = clients.get(index).alipayPlus().publicKeys();
    for (int k = 0; k < keys.size(); k++) {
      var theirs = keys.get(k).file();
      checks.that(
          clients.stream().noneMatch(client -> same(client.privateKey(), theirs)),
          "clients[" + index + "].alipayPlus.publicKeys[" + k + "].file",
          theirs,
          "the public key of Alipay+, not our own private key");
    }
  }

  // D/api_mpp/signature: each environment has different keys.
  private static void checkEnvironments(
      Checks checks, ClientConfig earlier, ClientConfig later, String at) {
    if (earlier.environment() == later.environment()) {
      return;
    }
    checks.that(
        !same(earlier.privateKey(), later.privateKey()),
        at + "privateKey",
        later.privateKey(),
        "another key than " + earlier.clientId() + "'s, which is of the other environment");
    for (int k = 0; k < later.alipayPlus().publicKeys().size(); k++) {
      var theirs = later.alipayPlus().publicKeys().get(k).file();
      checks.that(
          earlier.alipayPlus().publicKeys().stream().noneMatch(key -> same(key.file(), theirs)),
          at + "alipayPlus.publicKeys[" + k + "].file",
          theirs,
          "another key than " + earlier.clientId() + "'s, which is of the other environment");
    }
  }

  private static boolean same(KeyFile one, KeyFile other) {
    return one.bytes().equals(other.bytes());
  }
}
