package io.plusgate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.attack.H2Call.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2, which every listener with TLS speaks: who floods it with frames is hung up on. */
@TestInstance(Lifecycle.PER_CLASS)
class FloodTest {
  private static final byte[] NOTHING = {};
  private static final int FRAMES = 1_000;
  private static final int MOST_WRITES = 20_000;

  private final StackWatch log = StackWatch.begin();
  private final SSLContext trusting;
  private final AttackedGateway house;

  FloodTest(@TempDir Path folder) {
    trusting = TlsFiles.in(folder);
    house =
        new AttackedGateway(
            folder,
            gateway ->
                gateway
                    .tls(TlsFiles.CERTIFICATE, TlsFiles.KEY)
                    .with("limits: { requestTimeout: 1s }"));
  }

  @AfterAll
  void stop() {
    house.close();
    log.close();
  }

  /** Whatever a test has done: it is as well as before. */
  @AfterEach
  void answersAndHasNothingToComplainOf() {
    try (var call = call()) {
      assertThat(asked(call, H2Call.post("/nowhere")).isOk()).isTrue();
    }
    house.awaitEmptyRooms();
    assertThat(house.backend.received()).isEmpty();
    assertThat(log.found()).isEmpty();
  }

  @Test
  void endsAConnectionOfRapidResets() {
    byte[] cancel = {0, 0, 0, 8};
    assertThat(
            isCutOff(
                i ->
                    joined(
                        headers(2 * i + 3, H2Call.post(Door.NOTIFY)),
                        H2Call.frame(H2Call.RST_STREAM, 0, 2 * i + 3, cancel))))
        .isTrue();
  }

  @Test
  void endsAConnectionWhoseHeadNeverEnds() {
    byte[] head = H2Call.post(Door.NOTIFY);
    byte[] more = H2Call.frame(H2Call.CONTINUATION, 0, 3, NOTHING);
    assertThat(isCutOff(i -> i == 0 ? H2Call.frame(H2Call.HEADERS, 0, 3, head) : more)).isTrue();
  }

  @Test
  void endsAConnectionWhoseHeadIsTooLarge() {
    byte[] head = H2Call.post(Door.NOTIFY);
    byte[] more = H2Call.frame(H2Call.CONTINUATION, 0, 3, fields(100));
    assertThat(isCutOff(i -> i == 0 ? H2Call.frame(H2Call.HEADERS, 0, 3, head) : more)).isTrue();
  }

  @Test
  void endsAConnectionOfEmptyData() {
    byte[] data = H2Call.frame(H2Call.DATA, 0, 3, NOTHING);
    assertThat(isCutOff(i -> i == 0 ? headers(3, H2Call.post(Door.NOTIFY)) : data)).isTrue();
  }

  /** Each must be acknowledged, and the caller never reads. */
  @ParameterizedTest
  @ValueSource(ints = {H2Call.SETTINGS, H2Call.PING})
  void endsAConnectionThatOnlyAsksToBeAcknowledged(int type) {
    byte[] frame = H2Call.frame(type, 0, 0, type == H2Call.PING ? new byte[8] : NOTHING);
    assertThat(isCutOff(i -> frame)).isTrue();
  }

  @Test
  void cancelsAStreamWhoseBodyIsNotThereInTime() {
    try (var call = call()) {
      call.say(headers(1, H2Call.post(Door.NOTIFY)));

      assertThat(call.next(H2Call.RST_STREAM, H2Call.HEADERS))
          .hasValueSatisfying(frame -> assertThat(frame.type()).isEqualTo(H2Call.RST_STREAM));
    }
  }

  /** His places are others' again: see what is looked at after each test. */
  @Test
  void forgetsACallerWhoHangsUpInTheMiddle() {
    try (var call = call()) {
      call.say(headers(1, H2Call.post(Door.NOTIFY)));
      call.say(headers(3, H2Call.post("/nowhere")));
      assertThat(call.next(H2Call.HEADERS)).isPresent();
    }
  }

  @Test
  void endsAConnectionThatAsksNothing() {
    try (var call = call()) {
      call.awaitEnd();
    }
  }

  @Test
  void endsAConnectionWhoseFirstHeadIsNotThereInTime() {
    try (var call = call()) {
      call.say(H2Call.frame(H2Call.HEADERS, 0, 1, H2Call.post(Door.NOTIFY)));
      call.awaitEnd();
    }
  }

  static Stream<byte[]> malformed() {
    return Stream.of(
        H2Call.post("/x/.." + Door.NOTIFY),
        H2Call.post("/x/%2e%2e" + Door.NOTIFY),
        H2Call.post("/x%2f.." + Door.NOTIFY),
        H2Call.post("/" + Door.NOTIFY),
        H2Call.post("https://x" + Door.NOTIFY),
        H2Call.post("*"),
        H2Call.post(""),
        H2Call.post(Door.NOTIFY + " HTTP/1.1\r\nX: y"),
        H2Call.post(Door.NOTIFY + "#x"),
        H2Call.post(Door.NOTIFY, ":path", "/other"),
        H2Call.post(Door.NOTIFY, "x", "y", ":late", "z"),
        H2Call.post(Door.NOTIFY, "Upper", "x"),
        H2Call.post(Door.NOTIFY, "a b", "x"),
        H2Call.post(Door.NOTIFY, "", "x"),
        H2Call.post(Door.NOTIFY, "x", "a\r\ncontent-length: 0"),
        H2Call.post(Door.NOTIFY, "x", "a\0b"),
        H2Call.post(Door.NOTIFY, "transfer-encoding", "chunked"),
        H2Call.post(Door.NOTIFY, "connection", "close"),
        H2Call.post(Door.NOTIFY, "te", "gzip"),
        H2Call.post(Door.NOTIFY, "content-length", "5"),
        H2Call.post(Door.NOTIFY, "content-length", "0", "content-length", "5"),
        joined(H2Call.post(Door.NOTIFY), fields(101)));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void answersNoMalformedRequest(byte[] head) {
    try (var call = call()) {
      int whole = H2Call.END_HEADERS | H2Call.END_STREAM;
      call.say(H2Call.frame(H2Call.HEADERS, whole, 1, head));

      var end = call.next(H2Call.HEADERS, H2Call.RST_STREAM, H2Call.GOAWAY);

      end.filter(frame -> frame.type() == H2Call.HEADERS)
          .ifPresent(frame -> assertThat(frame.isOk()).isFalse());
    }
  }

  private static byte[] headers(int stream, byte[] head) {
    return H2Call.frame(H2Call.HEADERS, H2Call.END_HEADERS, stream, head);
  }

  private static byte[] fields(int count) {
    byte[] one = "\0\1x\1y".getBytes(StandardCharsets.ISO_8859_1);
    var all = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      all.writeBytes(one);
    }
    return all.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    var both = new ByteArrayOutputStream();
    both.writeBytes(one);
    both.writeBytes(other);
    return both.toByteArray();
  }

  private static Frame asked(H2Call call, byte[] head) {
    int whole = H2Call.END_HEADERS | H2Call.END_STREAM;
    call.say(H2Call.frame(H2Call.HEADERS, whole, 1, head));
    return call.next(H2Call.HEADERS).orElseThrow(() -> new AssertionError("hung up"));
  }

  /** Whether a caller who has asked something was cut off before all of this was taken. */
  private boolean isCutOff(IntFunction<byte[]> frames) {
    try (var call = call()) {
      assertThat(asked(call, H2Call.post("/nowhere")).isOk()).isTrue();
      for (int write = 0; write < MOST_WRITES; write++) {
        var some = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
          some.writeBytes(frames.apply(write * FRAMES + i));
        }
        if (!call.isTaken(some.toByteArray())) {
          return true;
        }
      }
      return false;
    }
  }

  private H2Call call() {
    return new H2Call(house.gateway.alipayPlusUrl(), trusting);
  }
}
