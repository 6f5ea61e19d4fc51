package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colours, progress and questions are for a person at a terminal, and for nobody else. */
class TerminalIT {
  private static final String ESCAPE = "\u001B[";
  private static final Map<String, String> COLOURS = Map.of();
  private static final Map<String, String> PLAIN = Map.of("NO_COLOR", "1");
  private static final String EMPTY_LIST =
      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 15\r\n"
          + "Connection: close\r\n\r\n{\"payments\":[]}";

  @TempDir private static Path folder;
  private static Typist person;

  @BeforeAll
  static void setUp() throws IOException {
    person = new Typist(folder);
    person.types("init", "--sample").ended(0);
    Files.writeString(
        folder.resolve("other.yaml"),
        Files.readString(folder.resolve("conf/gateway.yaml"))
            .replace("then: cancel", "then: report"));
  }

  @Test
  void coloursAreForATerminalThatWantsThem() {
    String diff = "config diff conf/gateway.yaml other.yaml";

    var coloured = person.atTerminal("", COLOURS, diff).ended(1);
    var plain = person.atTerminal("", PLAIN, diff).ended(1);
    var piped = person.types(diff.split(" ", -1)).ended(1);

    assertThat(coloured.out()).contains(ESCAPE + "1mKEY" + ESCAPE);
    assertThat(plain.out()).contains("KEY").doesNotContain(ESCAPE);
    assertThat(plain.out().replace("\r", "")).isEqualTo(piped.out());
  }

  @Test
  void jsonIsTheSameAtATerminal() {
    var seen = person.atTerminal("", COLOURS, "config check conf/gateway.yaml --output json");

    assertThat(seen.ended(0).out()).startsWith("{").doesNotContain(ESCAPE);
  }

  /** Which leaves no trace once the answer is there. */
  @Test
  void whatTakesLongerThanASecondSaysSo() throws Exception {
    var slow = askedSlowly(COLOURS);
    var silent = askedSlowly(PLAIN);

    assertThat(slow.out()).contains("asking http://127.0.0.1:", "… 1.", "\r" + ESCAPE + "K");
    assertThat(slow.out().lines().toList()).last().asString().endsWith("0 payments");
    assertThat(silent.out()).doesNotContain("asking", ESCAPE);
  }

  @Test
  void initAsksForWhatIsMissingUntilItIsRight() throws IOException {
    String typed = "ACQ\nACQP\nsandbox\nSANDBOX_ASKED\n1022188000000000001\nOrderCode\n";

    var asked = person.atTerminal(typed, PLAIN, "init --folder asked").ended(0);

    assertThat(asked.out()).contains("ACQ (expected: ACQP or MPP)", "cd asked");
    assertThat(folder.resolve("asked/conf/sandbox.yaml"))
        .content()
        .contains("\"SANDBOX_ASKED\"", "userInitiatedPay")
        .doesNotContain("consultUnbinding");
  }

  /** An admin listener that answers when somebody has waited long enough to wonder. */
  private static Typist.Said askedSlowly(Map<String, String> environment) throws Exception {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var answering = new Thread(() -> answerLate(server), "slow admin");
      answering.start();
      var said =
          person.atTerminal(
              "", environment, "payments list --admin http://127.0.0.1:" + server.getLocalPort());
      answering.join();
      return said.ended(0);
    }
  }

  private static void answerLate(ServerSocket server) {
    try (Socket asked = server.accept()) {
      asked.setSoTimeout(2_500);
      readUntilNothingComes(asked);
      asked.getOutputStream().write(EMPTY_LIST.getBytes(StandardCharsets.UTF_8));
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  private static void readUntilNothingComes(Socket asked) throws IOException {
    try {
      while (asked.getInputStream().read() >= 0) {
        // The request is of no interest.
      }
    } catch (java.net.SocketTimeoutException waited) {
      assertThat(waited).hasMessageContaining("timed out");
    }
  }
}
