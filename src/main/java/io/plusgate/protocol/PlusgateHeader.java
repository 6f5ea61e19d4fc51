package io.plusgate.protocol;

import java.util.List;

/** The HTTP headers between Plusgate and the backend; scripts depend on these names. */
public final class PlusgateHeader {
  /** Every header of ours starts so; what an outside caller sends under it is stripped. */
  public static final String PREFIX = "Plusgate-";

  public static final String API = "Plusgate-Api";
  public static final String CLIENT_ID = "Plusgate-Client-Id";
  public static final String PAYMENT_REQUEST_ID = "Plusgate-Payment-Request-Id";
  public static final String EVENT = "Plusgate-Event";
  public static final String SOURCE = "Plusgate-Source";
  public static final String ATTEMPT = "Plusgate-Attempt";
  public static final String REPLAY = "Plusgate-Replay";
  public static final String VERIFIED = "Plusgate-Verified";
  public static final String DEADLINE_MS = "Plusgate-Deadline-Ms";
  public static final String NOTIFY_URL = "Plusgate-Notify-Url";
  public static final String LOCAL_ANSWER = "Plusgate-Local-Answer";
  public static final String LINT = "Plusgate-Lint";

  public static final String WEBHOOK_ID = "Webhook-Id";
  public static final String WEBHOOK_TIMESTAMP = "Webhook-Timestamp";
  public static final String WEBHOOK_SIGNATURE = "Webhook-Signature";
  public static final String TRACEPARENT = "traceparent";
  public static final String TRACESTATE = "tracestate";

  /** The Standard Webhooks headers, which only we may set. */
  public static final List<String> WEBHOOK =
      List.of(WEBHOOK_ID, WEBHOOK_TIMESTAMP, WEBHOOK_SIGNATURE);

  private PlusgateHeader() {}

  /** True for a header that only we may set, so that a caller's own one must go. */
  public static boolean isOurs(String name) {
    if (name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      return true;
    }
    for (String own : WEBHOOK) {
      if (name.equalsIgnoreCase(own)) {
        return true;
      }
    }
    return false;
  }
}
