package io.plusgate.simulator;

import static io.plusgate.simulator.SimulatorFixture.ACQP;
import static io.plusgate.simulator.SimulatorFixture.pay;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.signature.TestKeys;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An outside judge of what the simulator signs. */
class OpensslTest {
  @TempDir Path folder;

  @Test
  void acceptsTheAnswersSignature() throws Exception {
    try (var house = new SimulatorFixture()) {
      var answer = house.acquirer().payments("pay", pay("p1", 100));
      String header = answer.headers().getOrDefault("signature", "");
      String value = header.substring(header.indexOf("signature=") + "signature=".length());
      String content =
          "POST /aps/api/v1/payments/pay\n"
              + ACQP
              + "."
              + answer.headers().get("response-time")
              + "."
              + answer.body();

      String verdict = verify(content, Base64.getDecoder().decode(URLDecoder.decode(value, UTF_8)));

      assertThat(header).startsWith("algorithm=RSA256,keyVersion=1,signature=");
      assertThat(verdict).isEqualTo("Verified OK");
    }
  }

  private String verify(String content, byte[] signature) throws Exception {
    Path key = Files.writeString(folder.resolve("key.pem"), TestKeys.alipayPlusPublicPem());
    Path signed = Files.write(folder.resolve("signature"), signature);
    Path text = Files.writeString(folder.resolve("content"), content);
    var process =
        new ProcessBuilder(
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                key.toString(),
                "-signature",
                signed.toString(),
                text.toString())
            .redirectErrorStream(true)
            .start();
    return new String(process.getInputStream().readAllBytes(), UTF_8).strip();
  }
}
