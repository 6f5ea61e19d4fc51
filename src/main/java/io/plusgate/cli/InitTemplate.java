package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.config.RouteConfig;
import io.plusgate.protocol.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/** A commented file of {@code conf/}, filled in for one partner; every comment stays. */
final class InitTemplate {
  private String text;

  private InitTemplate(String text) {
    this.text = text;
  }

  /** The gateway's file for this role. */
  static InitTemplate gateway(Role role) {
    return shipped(
        switch (role) {
          case ACQP -> "gateway.yaml";
          case MPP -> "gateway-mpp.yaml";
        });
  }

  static InitTemplate simulator() {
    return shipped("simulator.yaml");
  }

  /** How Alipay+'s reports are written, or our own books. */
  static InitTemplate reports(String name) {
    return shipped("reports/" + name);
  }

  private static InitTemplate shipped(String name) {
    try (var stream = InitTemplate.class.getResourceAsStream("/conf/" + name)) {
      return new InitTemplate(
          new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException(name + " is not in the jar", broken);
    }
  }

  /** Sets the first key of this name, at whatever depth, to a plain YAML value. */
  @CanIgnoreReturnValue
  InitTemplate set(String key, String value) {
    text =
        text.replaceFirst(
            "(?m)^(\\s*(?:- )?)" + key + ": .*$",
            "$1" + key + ": " + Matcher.quoteReplacement(value));
    return this;
  }

  @CanIgnoreReturnValue
  InitTemplate replace(String from, String to) {
    text = text.replace(from, to);
    return this;
  }

  /** Replaces everything from the line that starts so to the end of its section. */
  @CanIgnoreReturnValue
  InitTemplate section(String firstLine, String section) {
    int start = text.indexOf("\n" + firstLine) + 1;
    int end = text.indexOf("\n\n", start);
    text = text.substring(0, start) + section + text.substring(end < 0 ? text.length() : end);
    return this;
  }

  @CanIgnoreReturnValue
  InitTemplate routes(List<RouteConfig> routes) {
    return section(
        "  routes:",
        routes.stream()
            .map(
                route ->
                    "    - { path: %s, api: %s, to: %s }"
                        .formatted(quoted(route.path()), route.api(), quoted(route.to())))
            .collect(Collectors.joining("\n", "  routes:\n", "")));
  }

  /** A value as YAML text that nothing in it can break out of. */
  static String quoted(String value) {
    boolean control = value.chars().anyMatch(c -> c < ' ' || c == 0x7F);
    if (control) {
      throw ExitException.usage("a value with a control character (expected: plain text)");
    }
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"").replace("${", "$${") + "\"";
  }

  String text() {
    return text;
  }
}
