package io.plusgate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code plusgate rehearse} says and how it exits. */
class RehearseCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --role MPP                                    | --backend, --sample
          --role MPP --sample none --backend http://h:1 | one of the two
          --role MPP --sample sloppy                    | no-idempotency
          --role MPP --sample none --case A01           | M01 to M12
          --role MPP --sample none --trigger rehearsal  | a path
          --role MPP --backend https://h                | http://HOST:PORT
          --sample none                                 | --role
          """)
  void namesWhatIsWronglyUsed(String words, String said) {
    var typed = Typed.plusgate((Object[]) ("rehearse " + words).split(" +"));

    assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
    assertThat(typed.err()).contains(said);
  }

  @Test
  void exitsThreeWhenNobodyListens() {
    var typed = Typed.plusgate("rehearse", "--role", "MPP", "--backend", "http://127.0.0.1:1");

    assertThat(typed.code()).isEqualTo(ExitCode.UNREACHABLE);
    assertThat(typed.err()).contains("http://127.0.0.1:1").contains("does not answer");
  }

  @Test
  void aTakenPortIsSaidInOneLine() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var typed =
          Typed.plusgate(
              "rehearse",
              "--role",
              "MPP",
              "--sample",
              "none",
              "--gateway-port",
              taken.getLocalPort());

      assertThat(typed.code()).isEqualTo(ExitCode.USAGE);
      assertThat(typed.err()).contains("cannot listen on").hasLineCount(1);
    }
  }

  @Test
  void writesThePageAndExitsFineWhenAllIsWell() throws IOException {
    var page = folder.resolve("rehearsal.html");

    var typed =
        Typed.plusgate(
            "rehearse", "--role", "MPP", "--sample", "none", "--case", "m01,M09", "--report", page);

    assertThat(typed.code()).describedAs(typed.out() + typed.err()).isZero();
    assertThat(typed.out()).contains("2 of 2 cases passed");
    assertThat(Files.readString(page)).contains("M09").doesNotContain("PRIVATE KEY");
  }

  @Test
  void saysWhatToFixAndExitsOneWhenACaseFails() {
    var typed =
        Typed.plusgate("rehearse", "--role", "MPP", "--sample", "no-idempotency", "--case", "M06");

    assertThat(typed.code()).isEqualTo(ExitCode.NO);
    assertThat(typed.out()).contains("✗ M06").contains("→").contains("refundRequestId");
  }

  @Test
  void tellsAScriptOneDocument() {
    var typed =
        Typed.plusgate(
            "rehearse", "--role", "MPP", "--sample", "none", "--case", "M08", "--output", "json");

    assertThat(typed.code()).isZero();
    assertThat(typed.json().getBoolean("allPassed")).isTrue();
    assertThat(typed.json().getJsonArray("cases")).hasSize(1);
  }
}
