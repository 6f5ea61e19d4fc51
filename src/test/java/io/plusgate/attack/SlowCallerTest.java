package io.plusgate.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Callers who send slowly, or nothing: they get limits.requestTimeout, and nobody waits for them.
 */
class SlowCallerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** More than the kernel's buffers of both ends hold. */
  private static final long MOST_TAKEN = 32L * 1024 * 1024;

  @TempDir private Path folder;

  static List<Door> doors() {
    return Door.all();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void waitsForNoRequestLongerThanItsTime(Door door) {
    try (var log = StackWatch.begin();
        var house = house("limits: { requestTimeout: 1s }")) {
      String url = door.url(house.gateway);
      String long1000 = door.lawful().replace(door.length(), "Content-Length: 1000\r\n");
      try (var silent = new WireCall(url);
          var head = new WireCall(url);
          var body = new WireCall(url);
          var chunks = new WireCall(url)) {
        body.say(long1000);
        chunks.say(door.chunked().replace("0\r\n\r\n", "00"));

        assertThat(head.trickle(door.lawful())).startsWith("HTTP/1.1 408 ");
        assertThat(body.trickle("x".repeat(900))).startsWith("HTTP/1.1 408 ");
        assertThat(chunks.hearAll()).startsWith("HTTP/1.1 408 ").contains("request-timeout");
        assertThat(silent.hearAll()).isEmpty();
      }
      assertThat(WireCall.send(url, door.probe())).startsWith(door.probed());
      house.awaitEmptyRooms();
      assertThat(house.backend.received()).isEmpty();
      assertThat(house.alipayPlus.received).isEmpty();
      assertThat(log.found()).isEmpty();
    }
  }

  @Test
  void keepsAnIdleConnectionThatHasAskedSomething() {
    try (var house = house("limits: { requestTimeout: 1s }");
        var call = new WireCall(house.gateway.adminUrl())) {
      call.say(Door.admin().lawful());
      call.hearUntil("HTTP/1.1 20");

      assertThat(call.hear(1_500)).isTrue();
      call.say(Door.admin().probe());

      assertThat(call.hearAll()).contains("HTTP/1.1 200 ").endsWith("live\n");
    }
  }

  @Test
  void takesInNothingMoreWhileItAnswers() throws IOException {
    var door = Door.backend();
    var withheld = new CompletableFuture<Runnable>();
    byte[] more = door.lawful().repeat(1_000).getBytes(ISO_8859_1);
    try (var house = house("limits: { requestTimeout: 10m }")) {
      house.alipayPlus.script(
          (response, call) -> withheld.complete(() -> response.setStatusCode(500).end()));
      var address = URI.create(door.url(house.gateway));
      try (var caller = SocketChannel.open();
          var writable = Selector.open()) {
        caller.connect(new InetSocketAddress(address.getHost(), address.getPort()));
        caller.write(ByteBuffer.wrap(door.lawful().getBytes(ISO_8859_1)));
        var answering = withheld.orTimeout(PATIENCE.toSeconds(), SECONDS).join();
        caller.configureBlocking(false);
        caller.register(writable, SelectionKey.OP_WRITE);

        long taken = takenUntilItStalls(caller, writable, more);

        assertThat(taken).isLessThan(MOST_TAKEN);
        assertThat(house.alipayPlus.received).hasSize(1);
        answering.run();
      }
    }
  }

  /** What it takes in before it takes nothing for two seconds; at most twice what it may. */
  private static long takenUntilItStalls(SocketChannel caller, Selector writable, byte[] more)
      throws IOException {
    long taken = 0;
    var left = ByteBuffer.wrap(more);
    while (taken < 2 * MOST_TAKEN && writable.select(2_000) > 0) {
      writable.selectedKeys().clear();
      taken += caller.write(left);
      left = left.hasRemaining() ? left : ByteBuffer.wrap(more);
    }
    return taken;
  }

  @ParameterizedTest
  @MethodSource("doors")
  void letsCallersInThoughSilentOnesFillTheDoor(Door door) {
    try (var house = house("limits: { requestTimeout: 10m, connections: 20 }");
        var known = new WireCall(door.url(house.gateway))) {
      known.say(door.lawful());
      known.hearUntil("HTTP/1.1 20");
      var silent = new ArrayList<WireCall>();
      for (int i = 0; i < 40; i++) {
        silent.add(new WireCall(door.url(house.gateway)));
      }

      assertThat(answeredWithin(PATIENCE, door, house)).isTrue();

      known.say(door.probe());
      assertThat(known.hearAll()).contains(door.probed());
      silent.forEach(WireCall::close);
    }
  }

  private static boolean answeredWithin(Duration most, Door door, AttackedGateway house) {
    var end = Instant.now().plus(most);
    boolean answered = false;
    while (!answered && Instant.now().isBefore(end)) {
      answered = WireCall.send(door.url(house.gateway), door.probe()).startsWith(door.probed());
    }
    return answered;
  }

  private AttackedGateway house(String limits) {
    return new AttackedGateway(folder, gateway -> gateway.with(limits));
  }
}
