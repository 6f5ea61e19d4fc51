package io.plusgate.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.system.FakeAlipayPlus.Received;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a strict reader must not refuse, and that it finds the end of each request. */
@TestInstance(Lifecycle.PER_CLASS)
class LawfulWireTest {
  private static final String OK = "HTTP/1.1 20";

  private final StackWatch log = StackWatch.begin();
  private final AttackedGateway house;

  LawfulWireTest(@TempDir Path folder) {
    house = new AttackedGateway(folder, gateway -> gateway.with("limits: { bodyBytes: 2048 }"));
  }

  @AfterAll
  void stop() {
    house.close();
    log.close();
  }

  static List<Door> sides() {
    return List.of(Door.backend(), Door.alipayPlus());
  }

  static List<Door> doors() {
    return Door.all();
  }

  @ParameterizedTest
  @MethodSource("doors")
  void answersTheRequestThatTheAttacksAreMadeOf(Door door) {
    assertThat(asked(door, door.lawful())).startsWith(OK);
    assertThat(asked(door, door.chunked())).startsWith(OK);
  }

  @ParameterizedTest
  @MethodSource("doors")
  void readsARequestThatComesByteByByte(Door door) {
    try (var call = new WireCall(door.url(house.gateway))) {
      (door.lawful() + door.chunked()).chars().forEach(one -> call.say(String.valueOf((char) one)));
      call.say(door.probe());

      assertThat(answers(call.hearAll())).hasSize(3);
    }
  }

  @ParameterizedTest
  @MethodSource("doors")
  void answersRequestsThatComeAtOnceInTheirOrder(Door door) {
    String all = door.lawful() + door.chunked() + door.lawful() + door.probe();

    var answers = answers(WireCall.send(door.url(house.gateway), all));

    assertThat(answers).hasSize(4);
    assertThat(answers.subList(0, 3)).allSatisfy(answer -> assertThat(answer).startsWith("20"));
  }

  @ParameterizedTest
  @MethodSource("doors")
  void answersALawfulRequestBeforeItRefusesWhatIsBehindIt(Door door) {
    String bad = door.lawful("Transfer-Encoding: chunked\r\n");

    var answers = answers(WireCall.send(door.url(house.gateway), door.lawful() + bad));

    assertThat(answers).hasSize(2);
    assertThat(answers.get(0)).startsWith("20");
    assertThat(answers.get(1)).startsWith("400").contains("malformed-request");
  }

  /** The rest of a body that was refused is nobody's request. */
  @ParameterizedTest
  @MethodSource("sides")
  void readsNothingBehindABodyThatWasRefused(Door door) {
    String tooMuch = door.lawful().replace(door.body(), "") + "x";
    String large = tooMuch.replace(door.length(), "Content-Length: 5000\r\n") + "x".repeat(4_999);

    var answers = answers(WireCall.send(door.url(house.gateway), large + door.lawful()));

    assertThat(answers).hasSize(1);
    assertThat(answers.get(0)).doesNotContain("SUCCESS");
  }

  /** Java's own client asks for it in each first request; we go on with HTTP/1.1. */
  @Test
  void takesNoNoticeOfAnOfferToSpeakHttp2() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(house.gateway.backendUrl() + Door.PAY))
            .POST(BodyPublishers.ofString("{}"))
            .build();

    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    Received last = house.alipayPlus.received.get(house.alipayPlus.received.size() - 1);
    assertThat(last.headers()).doesNotContainKeys("http2-settings", "upgrade");
  }

  @Test
  void readsAnIdWithASlashWhereNothingIsPassedOn() {
    String ask = "GET /payments/a%2Fb HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    assertThat(WireCall.send(house.gateway.backendUrl(), ask)).contains("payment-unknown");
  }

  @Test
  void readsHttp10() {
    String ask = "GET /livez HTTP/1.0\r\n\r\n";

    assertThat(WireCall.send(house.gateway.adminUrl(), ask)).contains("200 OK").endsWith("live\n");
  }

  @Test
  void logsNoCallerWhoHangsUpInTheMiddleAsABug() {
    for (Door door : doors()) {
      try (var call = new WireCall(door.url(house.gateway))) {
        call.say(door.lawful().substring(0, door.lawful().length() - 1));
      }
      assertThat(asked(door, door.lawful())).startsWith(OK);
    }
    assertThat(log.found()).isEmpty();
  }

  private String asked(Door door, String request) {
    return WireCall.send(door.url(house.gateway), request + door.probe());
  }

  private static List<String> answers(String heard) {
    return List.of(heard.substring("HTTP/1.1 ".length()).split("HTTP/1\\.1 (?=\\d)", -1));
  }
}
