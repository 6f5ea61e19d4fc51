package io.plusgate.cli;

import static picocli.CommandLine.Spec.Target.MIXEE;

import io.plusgate.config.ClientConfig;
import io.plusgate.config.GatewayConfig;
import io.plusgate.payment.PaymentKey;
import io.plusgate.protocol.Role;
import io.plusgate.store.CatchUp;
import io.plusgate.store.Restored;
import io.plusgate.store.Store;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whose store was put back to an older state, and which payments may be newer than that. */
final class CatchUpOptions {
  @Spec(MIXEE)
  private CommandSpec command;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      defaultValue = "conf/gateway.yaml",
      description = "The gateway's configuration (default: ${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = "--payments",
      paramLabel = "FILE",
      description = {
        "Payments that may be newer, from the backend's ledger: a paymentRequestId a line, with its"
            + " Client-Id where there are several. Or the gateway's log: its pays count."
      })
  private Optional<Path> payments;

  GatewayConfig config() {
    var err = command.commandLine().getErr();
    var config =
        ConfigFiles.read(file, err)
            .orElseThrow(
                () ->
                    ExitException.usage(
                        "--config: " + file + " (expected: a configuration without errors)"));
    if (config.role() == Role.MPP && payments.isPresent()) {
      throw ExitException.usage(
          "--payments: role MPP (expected: ACQP; a wallet does not inquire at Alipay+)");
    }
    return config;
  }

  Set<PaymentKey> listed(GatewayConfig config) {
    var err = command.commandLine().getErr();
    if (payments.isEmpty()) {
      if (config.role() == Role.ACQP) {
        err.println(
            "plusgate: no --payments: payments that are newer stay unknown to the gateway, and"
                + " nobody asks for them");
        err.flush();
      }
      return Set.of();
    }
    var read =
        PaymentList.read(
            payments.get(), config.clients().stream().map(ClientConfig::clientId).toList());
    if (read.torn() > 0) {
      err.println("plusgate: " + payments.get() + ": lines that can't be read: " + read.torn());
      err.flush();
    }
    return read.payments();
  }

  /** Tells the store, and closes it; the command ends when that can't be written. */
  static CatchUp begin(Store store, String words, Set<PaymentKey> listed, Instant now) {
    var begun = store.beginCatchUp(new Restored(words, listed, now));
    return Blocking.reach(begun.eventually(store::close));
  }

  static JsonObject json(CatchUp begun) {
    return new JsonObject()
        .put("toAsk", begun.known() + begun.added())
        .put("known", begun.known())
        .put("added", begun.added())
        .put("listedBefore", begun.listedBefore());
  }

  static void print(CatchUp begun, PrintWriter out) {
    out.printf(
        "%d payments to ask for: %d open in the copy, %d it did not know (%d listed it knew)%n",
        begun.known() + begun.added(), begun.known(), begun.added(), begun.listedBefore());
    out.println("start the gateway: it is ready once Alipay+ has answered for each of them");
  }
}
