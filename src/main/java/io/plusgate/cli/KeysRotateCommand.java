package io.plusgate.cli;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.YamlText;
import io.plusgate.protocol.Role;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code plusgate keys rotate}: the steps of changing keys, ours and Alipay+'s, and back. */
@Command(
    name = "rotate",
    description = {
      "Change keys, one step at a time: ours, or Alipay+'s. Without a step: where each key stands,"
          + " when it was last used, and what comes next.",
      "Ours: enter the new public key in Developer Center first. Then --to asks Alipay+ for a payment"
          + " that does not exist, signed with the new key. Only when Alipay+ takes it, the"
          + " configuration names it from then on.",
      "Alipay+'s: --add stages the new key beside the old one, --activate says that Alipay+ has"
          + " changed over, --revoke ends the old one, but not while a gateway still sees it used.",
      "A running gateway takes each change within seconds. The configuration before it is kept"
          + " beside it, for --back."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:Alipay+ does not take the key, or the key is still in use; nothing was changed",
      "2:what was typed or configured is wrong",
      "3:Alipay+ or the gateway could not be reached; nothing was changed"
    },
    footer = {
      "",
      "Example:",
      "  plusgate keys rotate -c conf/gateway.yaml",
      "  plusgate keys rotate -c conf/gateway.yaml --to certs/partner-next.pem",
      "  plusgate keys rotate -c conf/gateway.yaml --add certs/next.pem --key-version 2",
      "  plusgate keys rotate -c conf/gateway.yaml --revoke 1",
      "  plusgate keys rotate -c conf/gateway.yaml --back"
    })
final class KeysRotateCommand implements Callable<Integer> {
  @Mixin private final Output output = new Output();
  @Mixin private final AdminAddress gateway = new AdminAddress();

  @Option(names = "--to", paramLabel = "FILE", description = "Ours: sign with this private key.")
  private Optional<String> to;

  @Option(
      names = "--add",
      paramLabel = "FILE",
      description = "Alipay+'s: believe this public key too; with --key-version.")
  private Optional<String> add;

  @Option(
      names = "--activate",
      paramLabel = "KEY",
      description = "Alipay+'s: this keyVersion (or file) is in use now; the others are retiring.")
  private Optional<String> activate;

  @Option(
      names = "--revoke",
      paramLabel = "KEY",
      description = "Alipay+'s: believe this keyVersion (or file) no more.")
  private Optional<String> revoke;

  @Option(names = "--back", description = "Take back the last change that this command made.")
  private boolean back;

  @Option(
      names = "--key-version",
      paramLabel = "VERSION",
      description = "The keyVersion of the new key (--to: by default the one that is configured).")
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

  @Option(
      names = "--unused-for",
      paramLabel = "TIME",
      defaultValue = "24h",
      description = "How long a key must not have been used to be revoked (${DEFAULT-VALUE}).")
  private Duration unusedFor;

  @Option(names = "--stolen", description = "Revoke it at once, whether it is in use or not.")
  private boolean stolen;

  @Override
  public Integer call() throws InterruptedException {
    long steps = Stream.of(to, add, activate, revoke).filter(Optional::isPresent).count();
    if (steps + (back ? 1 : 0) > 1) {
      throw ExitException.usage(
          "--to, --add, --activate, --revoke, --back: several (expected: one step at a time)");
    }
    Path file = gateway.configFile();
    try {
      return step(new ChangedFile(file));
    } catch (IOException unwritable) {
      throw ExitException.usage(
          file + ": cannot be changed here (expected: write access): " + unwritable.getMessage());
    }
  }

  private int step(ChangedFile file) throws InterruptedException, IOException {
    if (back) {
      var signs = ConfiguredClients.one(file.back(), clientId).privateKey();
      return done("back", "as it was before; " + signs + " signs");
    }
    var config = file.now();
    var client = client(config);
    int position = config.clients().indexOf(client);
    var theirs = new TheirKeys(position, client);
    if (to.isPresent()) {
      return sign(file, client, position, to.get());
    }
    if (add.isPresent()) {
      String version = added();
      change(file, text -> theirs.stage(text, add.get(), version));
      return done("staged", add.get() + " counts too, as keyVersion " + version);
    }
    if (activate.isPresent()) {
      change(file, text -> theirs.activate(text, activate.get()));
      return done("activated", activate.get() + " is active; what was is retiring");
    }
    return revoke.isPresent() ? revoke(file, theirs, revoke.get()) : tell(client);
  }

  private int sign(ChangedFile file, ClientConfig client, int position, String next)
      throws InterruptedException, IOException {
    String version = keyVersion.orElse(client.keyVersion());
    file.change(
        text ->
            text.set(next, "clients", position, "privateKey")
                .set(version, "clients", position, "keyVersion"),
        draft -> attempt(draft, draft.clients().get(position)));
    return done("rotated", client.clientId() + " signs with " + next + ", keyVersion " + version);
  }

  private int revoke(ChangedFile file, TheirKeys theirs, String which)
      throws InterruptedException, IOException {
    if (!stolen) {
      theirs.demandUnused(which, unusedFor, used(), Clock.systemUTC().instant());
    }
    change(file, text -> theirs.revoke(text, which));
    return done("revoked", which + " counts no more");
  }

  private static void change(ChangedFile file, UnaryOperator<YamlText> edit)
      throws InterruptedException, IOException {
    file.change(edit, draft -> {});
  }

  private int tell(ClientConfig client) {
    var walk = new KeyWalk(client, usedIfAnswered(), Clock.systemUTC().instant());
    output.print(walk.json(), walk::print);
    return ExitCode.FINE;
  }

  private KeyUse used() {
    try (var admin = gateway.client()) {
      return new KeyUse(admin.get("/api/v1/keys", Map.of()));
    }
  }

  private Optional<KeyUse> usedIfAnswered() {
    try {
      return Optional.of(used());
    } catch (ExitException away) {
      return Optional.empty();
    }
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

  private ClientConfig client(GatewayConfig config) {
    if (clientId.isEmpty() && config.clients().size() > 1) {
      throw ExitException.usage("--client-id: missing (expected: one of the clients)");
    }
    return ConfiguredClients.one(config, clientId);
  }

  private String added() {
    return keyVersion.orElseThrow(
        () ->
            ExitException.usage(
                "--key-version: missing (expected: the one that Alipay+ announced)"));
  }

  private int done(String done, String what) {
    var json = new JsonObject().put("done", done).put("what", what);
    json.put("config", gateway.configFile().toString());
    output.print(
        json,
        out -> {
          out.println(what);
          out.println(
              "a running gateway takes it within seconds; see GET /api/v1/reload, and lastUsed in"
                  + " GET /api/v1/keys");
        });
    return ExitCode.FINE;
  }
}
