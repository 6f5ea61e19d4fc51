package io.plusgate.cli;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.ConfigResult;
import io.plusgate.config.GatewayConfig;
import io.plusgate.protocol.Role;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plusgate keys rotate}: has us sign with another key, after it was tried; and back. */
@Command(
    name = "rotate",
    description = {
      "Sign with another key of ours, or go back to the one before.",
      "Enter the new public key in Developer Center first. Then this asks Alipay+ for a payment that"
          + " does not exist, signed with the new key. Only when Alipay+ takes it, the configuration"
          + " names it from then on; a running gateway sees that within seconds.",
      "The configuration before it is kept beside it, for --back."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:Alipay+ does not take the key; nothing was changed",
      "2:what was typed or configured is wrong",
      "3:Alipay+ could not be reached; nothing was changed"
    },
    footer = {
      "",
      "Example:",
      "  plusgate keys rotate --config conf/gateway.yaml --to certs/partner-next.pem",
      "  plusgate keys rotate --config conf/gateway.yaml --back"
    })
final class KeysRotateCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      required = true,
      description = "The gateway's configuration; it is changed.")
  private Path file;

  @Option(names = "--to", paramLabel = "FILE", description = "The new private key.")
  private Optional<String> to;

  @Option(names = "--back", description = "Take back the last change that this command made.")
  private boolean back;

  @Option(
      names = "--key-version",
      paramLabel = "VERSION",
      description = "The keyVersion to name (default: the one that is configured).")
  private Optional<String> keyVersion;

  @Option(
      names = "--client-id",
      paramLabel = "ID",
      description = "Whose key, where there are several clients.")
  private Optional<String> clientId;

  @Option(
      names = "--untried",
      description = "Do not ask Alipay+ first; a wallet has no call that would change nothing.")
  private boolean untried;

  @Override
  public Integer call() throws InterruptedException {
    if (to.isPresent() == back) {
      throw ExitException.usage("--to, --back: " + (back ? "both" : "none") + " (expected: one)");
    }
    try {
      return to.isPresent() ? forth(to.get()) : back();
    } catch (IOException unwritable) {
      throw ExitException.usage(
          file + ": cannot be changed here (expected: write access): " + unwritable.getMessage());
    }
  }

  private int forth(String next) throws InterruptedException, IOException {
    var now = loaded(ConfigFiles.checked(file));
    if (clientId.isEmpty() && now.clients().size() > 1) {
      throw ExitException.usage("--client-id: missing (expected: one of the clients)");
    }
    var client = ConfiguredClients.one(now, clientId);
    String version = keyVersion.orElse(client.keyVersion());
    String before = Files.readString(file);
    String after = KeyLines.replaced(before, written(before, client), next, version);
    Path draft = beside(".next");
    Files.copy(
        file, draft, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(draft, after);
    try {
      var then = loaded(ConfigFiles.checked(draft));
      attempt(then, ConfiguredClients.one(then, Optional.of(client.clientId())));
      Files.copy(
          file,
          beside(".before"),
          StandardCopyOption.COPY_ATTRIBUTES,
          StandardCopyOption.REPLACE_EXISTING);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    tell("rotated", client.clientId() + " signs with " + next + ", keyVersion " + version);
    return ExitCode.FINE;
  }

  private int back() throws IOException {
    Path before = beside(".before");
    if (!Files.exists(before)) {
      throw ExitException.usage(before + ": not there (expected: what keys rotate --to has kept)");
    }
    var kept = loaded(ConfigFiles.checked(before));
    Files.move(before, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    tell("back", ConfiguredClients.one(kept, clientId).privateKey() + " signs again");
    return ExitCode.FINE;
  }

  private void attempt(GatewayConfig config, ClientConfig client) throws InterruptedException {
    if (!untried && config.role() == Role.MPP) {
      throw ExitException.usage(
          "role: MPP (expected: --untried; no call of a wallet to Alipay+ changes nothing)");
    }
    if (!untried) {
      KeyTrial.of(config, client);
    }
  }

  private void tell(String done, String what) {
    var json = new JsonObject().put("done", done).put("what", what).put("config", file.toString());
    output.print(
        json,
        out -> {
          out.println(what);
          out.println(
              "a running gateway takes it within seconds; see GET /api/v1/reload, and lastUsed in"
                  + " GET /api/v1/keys");
        });
  }

  /** As it stands in the file: relative, as a rule. */
  private static String written(String text, ClientConfig client) {
    Path key = client.privateKey().path();
    String relative = Path.of("").toAbsolutePath().relativize(key).toString();
    return text.contains("privateKey: " + key) ? key.toString() : relative;
  }

  private Path beside(String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  private static GatewayConfig loaded(ConfigResult<GatewayConfig> result) {
    return result.match(
        loaded -> loaded.config(),
        refused -> {
          throw ExitException.usage(refused.problems().toString());
        });
  }
}
