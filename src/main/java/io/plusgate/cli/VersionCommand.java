package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plusgate version}: which build this is, for a person or a script. */
@Command(
    name = "version",
    description = "Say which build this is, and on which Java it runs.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate version --output json"})
final class VersionCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    output.print(
        new JsonObject()
            .put("version", Version.text())
            .put("java", Runtime.version().toString())
            .put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch")),
        out -> out.println(new Version().getVersion()[0]));
    return ExitCode.FINE;
  }
}
