package io.plusgate.cli;

import io.plusgate.demo.Demo;
import io.plusgate.demo.Showcase;
import io.plusgate.demo.Tour;
import io.vertx.core.Vertx;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate demo}: the tour, then light traffic until Ctrl-C. */
@Command(
    name = "demo",
    description = {
      "A tour on this machine: a simulated Alipay+, an acquirer's and a wallet's gateway and a sample"
          + " backend, on free loopback ports.",
      "Goes on with light traffic until Ctrl-C."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  plusgate demo --once && echo works here"})
final class DemoCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--once", description = "End after the tour: 0 if every step held, else 1.")
  private boolean once;

  @Override
  public Integer call() throws InterruptedException {
    Logging.quiet();
    var out = spec.commandLine().getOut();
    var vertx = Vertx.vertx();
    try {
      out.println(
          "Plusgate "
              + Version.text()
              + ": starting Alipay+ (simulated), two gateways, a backend …");
      out.flush();
      var demo = Blocking.await(Demo.start(vertx));
      boolean held = tour(new Tour(vertx, demo), out);
      show(demo, out);
      if (once) {
        Blocking.await(demo.close());
        return held ? ExitCode.FINE : ExitCode.NO;
      }
      var traffic = Showcase.traffic(vertx, demo);
      out.println("\nLight traffic is running. Ctrl-C ends it.");
      out.flush();
      return Foreground.untilStopped(() -> traffic.stop().compose(stopped -> demo.close()));
    } catch (Blocking.FailedException failed) {
      spec.commandLine()
          .getErr()
          .println("plusgate: the demo cannot start: " + failed.getMessage());
      return ExitCode.NO;
    } finally {
      vertx.close().onFailure(ignored -> {});
    }
  }

  private static boolean tour(Tour tour, PrintWriter out)
      throws Blocking.FailedException, InterruptedException {
    boolean all = true;
    for (Tour.Step step : tour.steps()) {
      Optional<String> seen = Blocking.await(step.run().get());
      out.println((seen.isEmpty() ? "  ✓ " : "  ✗ ") + step.promise());
      out.println("      " + seen.map(what -> "seen instead: " + what).orElse(step.look()));
      out.flush();
      all &= seen.isEmpty();
    }
    return all;
  }

  private static void show(Demo demo, PrintWriter out) {
    out.println("\nOne call as Alipay+ got it:\n");
    Showcase.lastPay(demo).forEach(line -> out.println("  " + line));
    out.println("\nLook around:");
    Showcase.addresses(demo).forEach(line -> out.println("  " + line));
    out.flush();
  }
}
