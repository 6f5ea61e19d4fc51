package io.plusgate.cli;

import io.plusgate.reconcile.BadReportException;
import io.plusgate.reconcile.ReportName;
import io.plusgate.reconcile.profile.Proposal;
import io.plusgate.reconcile.read.Headers;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code plusgate reports learn FILE}: proposes a profile for a file nobody has one for. */
@Command(
    name = "learn",
    description = "Read a report's header, propose a profile and say what could not be placed.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Example:",
      "  plusgate reports learn transactionItems.csv > conf/reports/learned.yaml"
    })
final class ReportsLearnCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A report file.")
  private Path file;

  @Override
  public Integer call() {
    var out = spec.commandLine().getOut();
    try {
      var headers = Headers.read(file);
      var report =
          ReportName.parse(String.valueOf(file.getFileName()))
              .map(name -> name.kind().prefix())
              .orElse("transactionItems");
      out.println("# Proposed from " + file + "; check every line against a real set.");
      out.println("profile: learned");
      out.println("separator: " + Json.encode(String.valueOf(headers.separator())));
      out.println("unit: minor   # or decimal: look at the amounts");
      out.println("types: { PAYMENT: payment, REFUND: refund }   # look at the rows");
      out.println("reports:");
      out.println("  " + report + ":");
      if (!headers.summary().isEmpty()) {
        section("summary", Proposal.of(headers.summary()));
      }
      section("detail", Proposal.of(headers.detail()));
      out.flush();
      return ExitCode.FINE;
    } catch (BadReportException damaged) {
      throw ExitException.no(damaged.complaint());
    } catch (IOException unreadable) {
      throw ExitException.unreachable(file + ": can't be read");
    }
  }

  private void section(String name, Proposal proposal) {
    var out = spec.commandLine().getOut();
    out.println("    " + name + ":");
    proposal
        .columns()
        .forEach(
            (field, column) -> out.println("      " + field.word() + ": " + Json.encode(column)));
    if (!proposal.unmapped().isEmpty()) {
      out.println("      # not placed: " + String.join(", ", proposal.unmapped()));
    }
  }
}
