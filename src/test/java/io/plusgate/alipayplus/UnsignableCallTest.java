package io.plusgate.alipayplus;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.alipayplus.Answer.Silence;
import io.plusgate.alipayplus.Answer.Silent;
import io.plusgate.signature.MessageSigner;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A call that can't be signed ends at once, unsent and unknown; it does not wait for its time. */
class UnsignableCallTest {
  private static final Answer UNSIGNED = new Silent(Silence.BROKEN, "signing failed keyVersion=1");

  private final Vertx vertx = Vertx.vertx();
  private final FakeAlipayPlus alipay = new FakeAlipayPlus(vertx);

  @AfterEach
  void stop() {
    alipay.close();
    Waiting.on(vertx.close());
  }

  @Test
  void endsWithoutAnAnswerAndNothingIsSent() throws GeneralSecurityException {
    var client =
        PayCalls.client(
            vertx,
            alipay.url(),
            new MessageSigner(keyOfAnotherKind(), "1", PayCalls.jdk()),
            Clock.systemUTC());

    var answers = Waiting.on(called(client, 3));

    assertThat(answers).containsExactly(UNSIGNED, UNSIGNED, UNSIGNED);
    assertThat(alipay.received).isEmpty();
  }

  private Future<List<Answer>> called(AlipayPlusClient client, int times) {
    Promise<List<Answer>> all = Promise.promise();
    vertx.runOnContext(
        now ->
            Future.all(Stream.generate(() -> call(client)).limit(times).toList())
                .map(ended -> ended.<Answer>list())
                .onComplete(all));
    return all.future();
  }

  private static Future<Answer> call(AlipayPlusClient client) {
    return client.call(PayCalls.pay(), PayCalls.exchange());
  }

  private static PrivateKey keyOfAnotherKind() throws GeneralSecurityException {
    return KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();
  }
}
