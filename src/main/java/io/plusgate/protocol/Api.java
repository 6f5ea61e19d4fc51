package io.plusgate.protocol;

import java.time.Duration;
import java.util.List;

/**
 * One Alipay+ API as one role sees it.
 *
 * @param name Alipay+'s name, or {@link #OTHER} for a path the catalogue does not know
 * @param path the documented path; for calls that Alipay+ makes it is only a default, because the
 *     partner chooses its own: the printed one, else the sibling's prefix with the name
 * @param deadline the whole wait for the answer (D/api_acq/timeout, D/api_mpp/timeout)
 * @param idempotencyKey names of the request fields that identify a repeat; empty for a query
 * @param notification true when receipt alone is acknowledged, so that we may answer for the
 *     backend once the call is on disk
 */
public record Api(
    String name,
    Role role,
    Direction direction,
    String path,
    Duration deadline,
    List<String> idempotencyKey,
    boolean notification) {

  /** The name, and the metric label, of everything the catalogue does not know. */
  public static final String OTHER = "other";

  public Api {
    idempotencyKey = List.copyOf(idempotencyKey);
  }

  /** An API we have no entry for: it is signed and passed on all the same. */
  public static Api other(Role role, Direction direction, String path) {
    return new Api(OTHER, role, direction, path, Duration.ofSeconds(8), List.of(), false);
  }

  /** The same API with the deadline that configuration gives it. */
  public Api withDeadline(Duration configured) {
    return new Api(name, role, direction, path, configured, idempotencyKey, notification);
  }

  /**
   * {@code inquiryPayment} and {@code cancelPayment}, which close payments: they never wait behind
   * what opens them.
   */
  public boolean closesPayments() {
    return is(ApiCatalog.INQUIRY_PAYMENT) || is(ApiCatalog.CANCEL_PAYMENT);
  }

  public boolean is(String apiName) {
    return name.equals(apiName);
  }
}
