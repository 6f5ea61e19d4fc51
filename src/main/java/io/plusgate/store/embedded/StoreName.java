package io.plusgate.store.embedded;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * The name a folder gets once: it is part of every Webhook-Id, so that a new folder can't give an
 * event an id that the backend has already seen on another.
 */
record StoreName(String text) {
  private static final byte[] KEY = Keys.meta("name");
  private static final String PREFIX = "msg_";

  /** The folder's name; a new folder gets one. */
  static StoreName of(Database database, RandomGenerator random) {
    byte[] stored = database.get(Kind.META, KEY);
    if (stored != null) {
      return new StoreName(new String(stored, StandardCharsets.UTF_8));
    }
    var name = new StoreName("%08x".formatted(random.nextInt()));
    byte[] text = name.text.getBytes(StandardCharsets.UTF_8);
    database.write(List.of(new Database.Change(Kind.META, KEY, text)));
    return name;
  }

  String webhookId(long number) {
    return PREFIX + text + "_" + number;
  }

  /** The number in an id of ours; nothing for any other text. */
  OptionalLong number(String webhookId) {
    String ours = PREFIX + text + "_";
    String digits = webhookId.startsWith(ours) ? webhookId.substring(ours.length()) : "";
    return digits.matches("[1-9][0-9]{0,17}")
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }
}
