package io.plusgate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** HTTP/1.1 behind TLS is read as strictly: some of the matrix. */
@TestInstance(Lifecycle.PER_CLASS)
class TlsWireTest {
  private static final int EACH = 20;

  private final SSLContext trusting;
  private final AttackedGateway house;

  TlsWireTest(@TempDir Path folder) {
    trusting = TlsFiles.in(folder);
    house = new AttackedGateway(folder, gateway -> gateway.tls(TlsFiles.CERTIFICATE, TlsFiles.KEY));
  }

  @AfterAll
  void stop() {
    house.close();
  }

  static List<String> some() {
    var all = new ArrayList<>(WireCases.of(Door.alipayPlus()).values());
    var some = new ArrayList<String>();
    for (int i = 0; i < all.size(); i += EACH) {
      some.add(all.get(i));
    }
    return some;
  }

  @ParameterizedTest
  @MethodSource("some")
  void refusesWhatTwoReadersMayReadInTwoWays(String bytes) {
    assertThat(send(bytes)).startsWith("HTTP/1.1 4").contains("application/problem+json");
    assertThat(house.backend.received()).isEmpty();
  }

  @Test
  void answersWhatIsLawful() {
    var door = Door.alipayPlus();

    assertThat(send(door.lawful() + door.chunked() + door.probe()).split("HTTP/1.1 200", -1))
        .hasSize(4);
  }

  private String send(String bytes) {
    try (var call = new WireCall(house.gateway.alipayPlusUrl(), trusting)) {
      call.say(bytes);
      return call.hearAll();
    }
  }
}
