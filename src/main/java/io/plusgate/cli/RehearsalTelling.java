package io.plusgate.cli;

import io.plusgate.rehearse.CaseReport;
import io.plusgate.rehearse.Check;
import io.plusgate.rehearse.RehearsalListener;
import java.io.PrintWriter;
import java.time.Duration;

/** Tells a person how a rehearsal goes, case by case. */
final class RehearsalTelling implements RehearsalListener {
  private final PrintWriter out;

  RehearsalTelling(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void began(String caseId, String title) {}

  @Override
  public void ended(CaseReport report) {
    String mark =
        switch (report.verdict()) {
          case PASSED -> Ink.GOOD.on("  ✓ ");
          case FAILED -> Ink.BAD.on("  ✗ ");
          case BY_HAND -> Ink.WARN.on("  ? ");
        };
    out.println(mark + report.id() + " " + report.title());
    for (Check check : report.broken()) {
      out.println("      " + check.what() + "; seen: " + check.seen());
      out.println("      → " + check.remedy());
    }
    if (!report.instruction().isEmpty()) {
      out.println("      by hand: " + report.instruction());
    }
    report.notes().forEach(note -> out.println("      note: " + note));
    out.flush();
  }

  @Override
  public void byHand(String caseId, String instruction, Duration limit) {
    out.println(Ink.WARN.on("  ? ") + caseId + " now, within " + Times.length(limit) + ":");
    out.println("      " + instruction);
    out.flush();
  }
}
