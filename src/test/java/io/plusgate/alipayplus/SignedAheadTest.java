package io.plusgate.alipayplus;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.TestKeys;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.Waiting;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call is signed while it is being written down, and sent after that; or not at all. */
class SignedAheadTest {
  private static final Instant START = Instant.parse("2026-11-28T05:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final Vertx vertx = Vertx.vertx();
  private final FakeAlipayPlus alipay = new FakeAlipayPlus(vertx);
  private final AlipayPlusClient client =
      PayCalls.client(vertx, alipay.url(), TestKeys.partnerSigner(), now::get);
  private final Promise<Void> onDisk = Promise.promise();
  private final Promise<Answer> answer = Promise.promise();

  @AfterEach
  void stop() {
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void isSignedBeforeTheDiskHasAnsweredAndSentAfter() {
    callAndWaitUntilSigned();
    later(Duration.ofSeconds(1));
    assertThat(alipay.received).isEmpty();

    written();

    assertThat(requestTimes()).containsExactly("2026-11-28T05:00:00Z");
  }

  @Test
  void isSignedAgainWhenTheDiskTookLonger() {
    callAndWaitUntilSigned();
    later(Duration.ofMillis(1_001));

    written();

    assertThat(requestTimes()).containsExactly("2026-11-28T05:00:01Z");
  }

  @Test
  void isNeverSentWhenItCouldNotBeWrittenDown() {
    callAndWaitUntilSigned();

    vertx.runOnContext(go -> onDisk.fail("disk full"));

    assertThat(Waiting.on(answer.future().otherwise(failed -> NOT_SENT))).isSameAs(NOT_SENT);
    assertThat(alipay.received).isEmpty();
  }

  private static final Answer NOT_SENT = new Answer.Silent(Answer.Silence.BROKEN, "not written");

  /** The turn after the next one of the same event loop comes when the signature is made. */
  private void callAndWaitUntilSigned() {
    Promise<Boolean> signed = Promise.promise();
    vertx
        .getOrCreateContext()
        .runOnContext(
            go -> {
              client
                  .callWhenWritten(onDisk.future(), PayCalls.pay(), PayCalls.exchange())
                  .onComplete(answer);
              vertx.runOnContext(next -> vertx.runOnContext(after -> signed.complete(true)));
            });
    assertThat(Waiting.on(signed.future())).isTrue();
  }

  private void later(Duration by) {
    now.set(START.plus(by));
  }

  private void written() {
    vertx.runOnContext(go -> onDisk.complete());
    assertThat(Waiting.on(answer.future())).isNotNull();
  }

  private List<String> requestTimes() {
    return alipay.received.stream().map(call -> call.header(AlipayHeader.REQUEST_TIME)).toList();
  }
}
