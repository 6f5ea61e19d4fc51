package io.plusgate.cli;

import io.plusgate.app.StoreOpening;
import io.plusgate.config.GatewayConfig;
import io.plusgate.payment.Arbiter;
import io.plusgate.store.CatchUp;
import io.plusgate.store.Store;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code plusgate store restored}: tells a store that others have put it back. */
@Command(
    name = "restored",
    description = {
      "Tell a store that it was put back to an older state by other means: a PostgreSQL from a dump"
          + " or to a point in time, a folder with its whole machine or disk.",
      "Before the first gateway starts on it. All payments it has open, and those of --payments, are"
          + " then asked for, no gateway is ready before each was answered, and no Webhook-Id is"
          + " given twice."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:written down; start the gateways",
      "2:wrong usage or configuration",
      "3:the database can't be reached, or a gateway has the folder open"
    },
    footer = {
      "",
      "Example:",
      "  plusgate store restored --config conf/gateway.yaml --payments since.txt"
    })
final class StoreRestoredCommand implements Callable<Integer> {
  @Mixin private final CatchUpOptions options = new CatchUpOptions();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    var config = options.config();
    var listed = options.listed(config);
    var vertx = Vertx.vertx();
    try {
      var store = open(vertx, config);
      var now = Clock.systemUTC().instant();
      var begun =
          CatchUpOptions.begin(store, "restored by other means, told at " + now, listed, now);
      tell(begun);
      return ExitCode.FINE;
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
  }

  private static Store open(Vertx vertx, GatewayConfig config) {
    // Opening would make one.
    boolean isThere =
        config
            .store()
            .engine()
            .match(embedded -> FolderSource.isStore(embedded.path()), server -> true);
    if (!isThere) {
      throw ExitException.usage("store.path: no store is there (expected: the one that came back)");
    }
    var arbiter = new Arbiter(config.inquiry().policy());
    return Blocking.reach(StoreOpening.open(vertx, config.store(), arbiter));
  }

  private void tell(CatchUp begun) {
    output.print(CatchUpOptions.json(begun), out -> CatchUpOptions.print(begun, out));
  }
}
