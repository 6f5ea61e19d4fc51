package io.plusgate.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plusgate.signature.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that the tests of whole gateways logged, held against what must never stand there. */
class LogScanIT {
  private static final Path KEPT = Path.of("target/test-logs");
  private static final Map<String, Pattern> FORBIDDEN = forbidden();

  /** The lint names the field that is wrong, never what stands in it; that name is no body. */
  private static final Pattern LINT_PLACE =
      Pattern.compile(" rule=[a-z-]+ place=[A-Za-z0-9_.?\\[\\]]+");

  private static Map<String, Pattern> forbidden() {
    Map<String, Pattern> patterns = new LinkedHashMap<>();
    patterns.put("a key", Pattern.compile("-----BEGIN|" + Pattern.quote(middleOfTheTestKey())));
    patterns.put("a secret", Pattern.compile("whsec_|Bearer [A-Za-z0-9]"));
    patterns.put("a signature", Pattern.compile("signature=[A-Za-z0-9+/%]{40}"));
    patterns.put(
        "a body",
        Pattern.compile("paymentAmount|paymentFactor|resultMessage|paymentMethod|paymentTime"));
    patterns.put("a customer", Pattern.compile("customerId|userId|buyerId|208812211212001"));
    patterns.put("a payment code", Pattern.compile("\\b28\\d{14,22}\\b|paymentCode"));
    return patterns;
  }

  @Test
  void nothingOfACustomerAKeyOrABodyWasEverLogged() throws IOException {
    var logs = logs();
    assumeThat(logs).as("logs of surefire's tests, which ran before").isNotEmpty();
    var found = new TreeSet<String>();
    long exchanges = 0;

    for (var log : logs) {
      try (Stream<String> lines = Files.lines(log)) {
        for (String line : (Iterable<String>) lines::iterator) {
          exchanges += line.contains("\"message\":\"exchange\"") ? 1 : 0;
          String said = LINT_PLACE.matcher(line).replaceFirst("");
          FORBIDDEN.forEach(
              (what, pattern) -> {
                if (pattern.matcher(said).find()) {
                  // The line itself would put it into the test's output as well.
                  found.add(what + " logged by " + loggerOf(line));
                }
              });
        }
      }
    }

    assertThat(found).isEmpty();
    assumeThat(exchanges).as("exchanges of whole gateways in the logs").isPositive();
  }

  private static List<Path> logs() throws IOException {
    if (!Files.isDirectory(KEPT)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(KEPT)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  /** The lines of an access log come after level and logger. */
  private static String loggerOf(String line) {
    var words = line.trim().split("\\s+", 3);
    return words.length > 1 ? words[1] : "?";
  }

  private static String middleOfTheTestKey() {
    String[] lines = TestKeys.partnerPrivatePem().split("\n");
    return lines[lines.length / 2].trim();
  }
}
