package io.plusgate.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The physical limit of the run: what {@code openssl speed} does with RSA-2048, before and after.
 */
final class OpenSsl {
  /** Operations a second on one processor. */
  record Speed(double sign, double verify) {}

  private final int seconds;
  private final List<Speed> speeds = new ArrayList<>();

  OpenSsl(int seconds) {
    this.seconds = seconds;
  }

  void measure() throws IOException {
    var process =
        new ProcessBuilder("openssl", "speed", "-seconds", Integer.toString(seconds), "rsa2048")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    speeds.add(
        said.lines()
            .filter(line -> line.startsWith("rsa 2048 bits"))
            .map(line -> line.trim().split("\\s+"))
            .map(word -> new Speed(Double.parseDouble(word[5]), Double.parseDouble(word[6])))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("openssl speed: no line of rsa 2048")));
  }

  List<Speed> speeds() {
    return List.copyOf(speeds);
  }

  /** The mean of all times that it was measured. */
  double signNanos() {
    return 1e9 / speeds.stream().mapToDouble(Speed::sign).average().orElseThrow();
  }
}
