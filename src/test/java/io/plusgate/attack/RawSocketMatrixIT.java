package io.plusgate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.packaged.GatewayFolder;
import io.plusgate.system.FakeAlipayPlus;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole matrix once more, against the real process: none accepted, and it lives on. */
class RawSocketMatrixIT {
  @TempDir private Path folder;
  private Vertx vertx;
  private FakeAlipayPlus alipay;
  private FakeBackend backend;
  private GatewayFolder house;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    alipay = new FakeAlipayPlus(vertx);
    backend = new FakeBackend(vertx);
    house = new GatewayFolder(folder);
    house.configure(alipay.url(), backend.url(), Door.NOTIFY, "");
  }

  @AfterEach
  void stop() {
    alipay.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void nothingIsAcceptedAndTheProcessServesOnWithoutAnError() {
    var accepted = new ArrayList<String>();
    try (var gateway = house.start()) {
      for (var door : Door.all()) {
        String url = house.url(door.name());
        WireCases.of(door)
            .forEach(
                (name, bytes) -> {
                  String answer = WireCall.send(url, bytes);
                  if (!answer.matches("(?s)HTTP/1\\.1 4\\d\\d .*")) {
                    accepted.add(door + ": " + name + ": " + answer);
                  }
                });
        assertThat(WireCall.send(url, door.probe())).startsWith(door.probed());
      }
      gateway.terminate();

      assertThat(accepted).isEmpty();
      assertThat(alipay.received).isEmpty();
      assertThat(backend.received()).isEmpty();
      assertThat(gateway.exitCode()).isZero();
      assertThat(gateway.out() + gateway.err()).doesNotContain("ERROR").doesNotContain("\tat ");
    }
  }
}
