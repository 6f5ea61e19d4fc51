package io.plusgate.cli;

import io.plusgate.config.ConfigKey;
import io.plusgate.config.ConfigReader;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code plusgate config explain KEY}: what a key does, without leaving the terminal. */
@Command(
    name = "explain",
    description = "Say what a key does, what it may hold, and its default.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate config explain clients[].keyVersion"})
final class ConfigExplainCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Parameters(paramLabel = "KEY", description = "e.g. inquiry.then, or a part of it")
  private String key;

  @Override
  public Integer call() {
    String wanted = key.replaceAll("\\[\\d+]", "[]");
    List<ConfigKey> keys = ConfigReader.gatewayKeys();
    List<ConfigKey> exact = keys.stream().filter(k -> k.path().equals(wanted)).toList();
    List<ConfigKey> found =
        exact.isEmpty()
            ? keys.stream().filter(k -> contains(k.path(), wanted)).toList()
            : keys.stream()
                .filter(k -> k.path().equals(wanted) || isChild(k.path(), wanted))
                .toList();
    if (found.isEmpty()) {
      throw ExitException.usage(
          key + ": no such key (expected: one of docs/configuration.md, e.g. inquiry.then)");
    }
    var json = new JsonArray();
    found.forEach(k -> json.add(json(k)));
    output.print(
        new JsonObject().put("keys", json),
        out ->
            found.forEach(
                k -> {
                  out.println(Ink.STRONG.on(k.path()) + "  (" + kind(k) + ")");
                  out.println("  " + (k.help().isEmpty() ? "see its section" : k.help()));
                }));
    return ExitCode.FINE;
  }

  private static boolean contains(String path, String part) {
    return path.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  private static boolean isChild(String path, String parent) {
    return path.startsWith(parent + ".") || path.startsWith(parent + "[]");
  }

  private static String kind(ConfigKey key) {
    String choices =
        key.choices().isEmpty()
            ? key.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ')
            : String.join(" | ", key.choices());
    if (key.required()) {
      return choices + ", required";
    }
    return key.defaultText().isEmpty() ? choices : choices + ", default " + key.defaultText();
  }

  private static JsonObject json(ConfigKey key) {
    return new JsonObject()
        .put("key", key.path())
        .put("kind", key.kind().name())
        .put("choices", new JsonArray(key.choices()))
        .put("default", key.defaultText())
        .put("required", key.required())
        .put("help", key.help());
  }
}
