package io.plusgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.signature.TestKeys;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the gateway put on the wire, judged by the openssl command alone. */
class WireSignatureTest {
  private static final String PAY = "/aps/api/v1/payments/pay";

  @TempDir private Path folder;

  @Test
  void opensslAcceptsWhatWasSentOnTheWire() throws IOException, InterruptedException {
    var vertx = Vertx.vertx();
    try (var alipay = new FakeAlipayPlus(vertx);
        var gateway = TestGateway.acqp(vertx, folder).alipayPlus(alipay.url()).start()) {
      gateway.post(PAY, "{\"order\":\"Grüße, 世界\"}\n");
      var call = alipay.received.get(0);
      String value = call.header(AlipayHeader.SIGNATURE).split("signature=", 2)[1];
      Files.write(folder.resolve("content"), content(call));
      Files.write(
          folder.resolve("signature"),
          Base64.getDecoder().decode(URLDecoder.decode(value, StandardCharsets.US_ASCII)));
      Files.writeString(folder.resolve("public.pem"), TestKeys.partnerPublicPem());

      var openssl =
          new ProcessBuilder(
                  "openssl",
                  "dgst",
                  "-sha256",
                  "-verify",
                  "public.pem",
                  "-signature",
                  "signature",
                  "content")
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(said).contains("Verified OK");
      assertThat(openssl.waitFor()).isZero();
    } finally {
      Waiting.on(vertx.close());
    }
  }

  private static byte[] content(FakeAlipayPlus.Received call) throws IOException {
    var content = new ByteArrayOutputStream();
    String head =
        "POST " + PAY + "\n" + call.header("Client-Id") + "." + call.header("Request-Time") + ".";
    content.write(head.getBytes(StandardCharsets.UTF_8));
    content.write(call.body());
    return content.toByteArray();
  }
}
