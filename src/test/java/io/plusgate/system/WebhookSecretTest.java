package io.plusgate.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code backend.webhookSecret}: the backend can tell our deliveries from a neighbour's. */
class WebhookSecretTest {
  private static final String NOTIFY = "/alipayplus/notifyPayment";
  private static final byte[] SECRET = "a secret between two".getBytes(UTF_8);

  @TempDir private Path folder;

  @Test
  void signsEachDeliveryOverItsIdItsTimeAndItsBytes() throws Exception {
    Path secret = folder.resolve("secret");
    Files.writeString(secret, "whsec_" + Base64.getEncoder().encodeToString(SECRET));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    var vertx = Vertx.vertx();
    try (var backend = new FakeBackend(vertx);
        var gateway =
            TestGateway.acqp(vertx, folder)
                .backend(backend.url() + "\n  webhookSecret: { file: secret }")
                .route(NOTIFY, "notifyPayment", "/notify")
                .start()) {
      backend.answers(200, "");
      gateway.notified(
          NOTIFY,
          "{\"paymentRequestId\":\"p1\",\"paymentAmount\":{\"value\":\"1\",\"currency\":\"JPY\"},"
              + "\"paymentResult\":{\"resultStatus\":\"S\",\"resultCode\":\"SUCCESS\"}}");

      await().atMost(30, SECONDS).until(() -> !backend.received().isEmpty());

      var call = backend.received().get(0);
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
      String signed = call.header("Webhook-Id") + "." + call.header("Webhook-Timestamp") + ".";
      mac.update(signed.getBytes(UTF_8));
      assertThat(call.header("Webhook-Signature"))
          .isEqualTo("v1," + Base64.getEncoder().encodeToString(mac.doFinal(call.body())));
    } finally {
      Waiting.on(vertx.close());
    }
  }
}
