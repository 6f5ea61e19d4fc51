package io.plusgate.app;

import io.plusgate.admin.Health;
import io.plusgate.metrics.PaymentMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the gateway unready while its store was restored and Alipay+ was not heard on each of its
 * open payments, and says how far that is.
 */
final class CatchingUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchingUp.class);
  private static final String OBSTACLE = "catching up";

  private final Health health;
  private final PaymentMetrics metrics;
  private long most;
  private long last;

  CatchingUp(Health health, PaymentMetrics metrics) {
    this.health = health;
    this.metrics = metrics;
  }

  /** The store could not be asked yet. */
  void unknown() {
    health.obstacle(OBSTACLE, "not known before the store can be read");
  }

  /** So many payments wait for their answer now. */
  void waiting(long payments) {
    metrics.awaitingCatchUp(payments);
    most = Math.max(most, payments);
    if (payments == 0) {
      health.clear(OBSTACLE);
    } else {
      health.obstacle(OBSTACLE, words(payments));
    }
    if (payments != last) {
      log(payments);
    }
    last = payments;
    most = payments == 0 ? 0 : most;
  }

  private void log(long payments) {
    if (payments == 0) {
      LOG.info("caught up after a restore payments={}", most);
    } else {
      LOG.warn("catching up after a restore: {}", words(payments));
    }
  }

  private String words(long payments) {
    return payments + " of " + most + " restored payments are not answered by Alipay+ yet";
  }
}
