package io.plusgate.cli;

import io.plusgate.protocol.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate init}: everything a new gateway needs, in files. */
@Command(
    name = "init",
    description = {
      "Write a complete, commented configuration and a key pair.",
      "Says what to enter in Developer Center. Asks for what is missing when it is typed at a"
          + " terminal.",
      "Existing files are not overwritten. Run it once per environment: sandbox and production"
          + " get files of their own, side by side."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  plusgate init --sample            one that runs against the simulator at once",
      "  plusgate init --role ACQP --environment sandbox \\",
      "      --client-id SANDBOX_… --partner-id 1022…"
    })
final class InitCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private final Output output = new Output();

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = ".",
      description = "Where to (default: ${DEFAULT-VALUE}).")
  private Path folder;

  @Option(
      names = "--sample",
      description = "An acquirer's gateway and a simulated Alipay+ that know each other.")
  private boolean sample;

  @Option(names = "--role", paramLabel = "ACQP|MPP", description = "Acquirer or wallet.")
  private Optional<Role> role;

  @Option(
      names = "--environment",
      paramLabel = "sandbox|production",
      description = "Ids and keys of the two never mix.")
  private Optional<String> environment;

  @Option(names = "--client-id", paramLabel = "ID", description = "As in Developer Center.")
  private Optional<String> clientId;

  @Option(names = "--partner-id", paramLabel = "ID", description = "acquirerId or pspId.")
  private Optional<String> partnerId;

  @Option(
      names = "--product",
      paramLabel = "PRODUCT",
      split = ",",
      description = "PaymentCode, OrderCode, EntryCode, Cashier, AutoDebit (default: all).")
  private List<String> products = List.of();

  @Option(
      names = "--bits",
      paramLabel = "BITS",
      defaultValue = "2048",
      description = "Of our key; 2048 is what Alipay+ uses (default: ${DEFAULT-VALUE}).")
  private int bits;

  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description = "Alipay+'s address, as Developer Center shows it.")
  private Optional<String> baseUrl;

  @Option(
      names = "--import",
      paramLabel = "FILE",
      description = "Take what is usable from the community's alipayplus-config.json.")
  private Optional<Path> imported;

  private boolean asked;

  @Override
  public Integer call() {
    KeysCommand.checkBits(bits);
    if (sample) {
      return say(writing(() -> InitFiles.sample(folder, bits)), List.of());
    }
    Optional<CommunityTemplate> community = imported.map(CommunityTemplate::read);
    Role who =
        role.or(() -> community.flatMap(CommunityTemplate::role))
            .orElseGet(() -> Role.valueOf(ask("--role", "ACQP or MPP", "ACQP|MPP")));
    String where =
        environment
            .or(() -> community.flatMap(CommunityTemplate::environment))
            .orElseGet(() -> ask("--environment", "sandbox or production", "sandbox|production"))
            .toLowerCase(Locale.ROOT);
    if (!where.matches("sandbox|production")) {
      throw ExitException.usage("--environment: " + where + " (expected: sandbox or production)");
    }
    String id =
        clientId
            .or(() -> community.flatMap(file -> file.text("clientId")))
            .orElseGet(() -> ask("--client-id", "the Client-Id of Developer Center", "[!-~]+"));
    String partner =
        partnerId
            .or(() -> community.flatMap(file -> file.text("partnerId")))
            .orElseGet(() -> ask("--partner-id", "the participant id", "[!-~]+"));
    Optional<String> url = baseUrl.or(() -> community.flatMap(f -> f.text("endpoints", "baseUrl")));
    var plan = new InitPlan(who, where, id, partner, url, InitPlan.known(askProducts(who)), bits);
    return say(
        writing(() -> InitFiles.write(folder, plan, community)),
        community.map(CommunityTemplate::leftOut).orElse(List.of()));
  }

  /** Making keys takes its time, on a small machine and with many bits. */
  private InitFiles.Written writing(Supplier<InitFiles.Written> files) {
    try (var status = StatusLine.on(spec.commandLine().getErr(), "making keys")) {
      return files.get();
    }
  }

  // JDK 22 and newer always have a console; at the end of a pipe it reads null, answered below.
  @SuppressWarnings("SystemConsoleNull")
  private String ask(String option, String expected, String pattern) {
    var console = System.console();
    if (console == null) {
      throw MessageInput.missing(option, expected);
    }
    String answer = console.readLine("%s: ", expected);
    while (answer != null && !answer.strip().matches(pattern)) {
      answer = console.readLine("%s (expected: %s): ", answer, expected);
    }
    if (answer == null) {
      throw MessageInput.missing(option, expected);
    }
    asked = true;
    return answer.strip();
  }

  /** Only who is asked anyway is asked this too: there is a good answer without it. */
  private List<String> askProducts(Role who) {
    if (!asked || who != Role.ACQP || !products.isEmpty()) {
      return products;
    }
    String known = String.join(", ", InitPlan.PRODUCTS);
    String one = "(" + String.join("|", InitPlan.PRODUCTS) + ")";
    String answer =
        ask(
            "--product",
            "some of " + known + "; none for all",
            "(" + one + "([, ]+" + one + ")*)?");
    return answer.isEmpty() ? List.of() : List.of(answer.split("[, ]+"));
  }

  private int say(InitFiles.Written written, List<String> notes) {
    var steps = new ArrayList<>(notes);
    if (!folder.normalize().toString().isEmpty()) {
      steps.add("cd " + folder + "      (plusgate is started in this folder)");
    }
    steps.addAll(written.nextSteps());
    output.print(
        new JsonObject()
            .put("files", new JsonArray(written.files().stream().map(Path::toString).toList()))
            .put("developerCenter", written.publicKey())
            .put("fingerprint", written.fingerprint())
            .put("next", new JsonArray(steps)),
        out -> {
          out.println("Written:");
          written.files().forEach(file -> out.println("  " + file));
          out.println("\nOur public key, as Developer Center takes it:\n");
          out.println(written.publicKey());
          out.println("\nNext:");
          steps.forEach(step -> out.println("  - " + step));
        });
    return ExitCode.FINE;
  }
}
