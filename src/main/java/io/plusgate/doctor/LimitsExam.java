package io.plusgate.doctor;

import io.plusgate.config.GatewayConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Whether this process may open as many files and connections as the configuration allows. */
final class LimitsExam {
  private static final Pattern OPEN_FILES =
      Pattern.compile("(?m)^Max open files +(\\S+) +(\\S+) +files");

  /** The jar, the store's files, the log. */
  private static final long OURS = 256;

  private final Path limits;
  private final Findings findings;

  LimitsExam(Path limits, Findings findings) {
    this.limits = limits;
    this.findings = findings;
  }

  void examine(GatewayConfig config) {
    OptionalLong allowed = openFiles();
    if (allowed.isEmpty()) {
      findings.warn(
          "open files", "", "not known on this system", "see that the limit is some thousands");
      return;
    }
    long calls = config.limits().concurrentInbound() + (long) config.limits().concurrentOutbound();
    long outward =
        config.backend().maxConnections()
            + config.clients().stream().mapToLong(c -> c.alipayPlus().maxConnections()).sum();
    long needed = OURS + calls + outward;
    String seen =
        "%s allowed, about %d needed at full load (limits, maxConnections)"
            .formatted(
                allowed.getAsLong() == Long.MAX_VALUE ? "any number" : allowed.getAsLong(), needed);
    if (allowed.getAsLong() >= needed) {
      findings.ok("open files", "", seen);
    } else {
      findings.warn(
          "open files",
          "",
          seen,
          "raise it where the gateway is started: ulimit -n, or LimitNOFILE= of systemd");
    }
  }

  /** The hard limit, which the JVM takes for itself at its start. */
  private OptionalLong openFiles() {
    try {
      var found = OPEN_FILES.matcher(Files.readString(limits));
      if (!found.find()) {
        return OptionalLong.empty();
      }
      String hard = found.group(2);
      return OptionalLong.of(hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard));
    } catch (IOException otherSystem) {
      return OptionalLong.empty();
    }
  }
}
