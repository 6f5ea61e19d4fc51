package io.plusgate.alipayplus;

import io.plusgate.http.Exchange;
import io.plusgate.http.Together;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One call and its signature: made ahead, while the disk is at work, or when the call is sent.
 *
 * <p>Belongs to one event loop.
 */
final class SignedCall implements Together.TwoSteps {
  private final AlipayPlusClient client;
  private final Call call;
  private final Exchange exchange;
  private @Nullable Signature ahead;

  SignedCall(AlipayPlusClient client, Call call, Exchange exchange) {
    this.client = client;
    this.call = call;
    this.exchange = exchange;
  }

  /**
   * What the head of a request says of it.
   *
   * @param time Request-Time, which is part of what is signed
   * @param header the whole Signature header
   * @param signedAt the same time, as we know it
   */
  record Signature(String time, String header, Instant signedAt) {}

  /** The one that was made ahead, unless there is none or its time has gone by. */
  Signature fresh() {
    return ahead == null || client.isStale(ahead.signedAt()) ? client.sign(call, exchange) : ahead;
  }

  Call call() {
    return call;
  }

  Exchange exchange() {
    return exchange;
  }

  @Override
  public void first() {
    ahead = client.sign(call, exchange);
  }

  /** Sent it is by an {@link Attempt}, and not before it is written down. */
  @Override
  public void second() {}

  /** It is tried again when it is sent, and ends the call there. */
  @Override
  public void failed(RuntimeException why) {}
}
