package io.plusgate.admin;

import java.util.Optional;

/** {@code /api/v1/deliveries/{webhookId}/replay}. */
final class DeliveryPath {
  private static final String BEFORE = AdminApi.ROOT + "deliveries/";
  private static final String BEHIND = "/replay";

  private DeliveryPath() {}

  static Optional<String> replayOf(String path) {
    return path.startsWith(BEFORE)
            && path.endsWith(BEHIND)
            && path.length() > BEFORE.length() + BEHIND.length()
        ? Optional.of(path.substring(BEFORE.length(), path.length() - BEHIND.length()))
        : Optional.empty();
  }
}
