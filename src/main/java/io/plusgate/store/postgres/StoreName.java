package io.plusgate.store.postgres;

import java.util.OptionalLong;

/**
 * The name a database gets once: it is part of every Webhook-Id, so that a new database can't give
 * an event an id that the backend has already seen on another.
 */
record StoreName(String text) {
  private static final String PREFIX = "msg_";

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
