package io.plusgate.rehearse;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Role;
import io.plusgate.rehearse.CaseReport.Verdict;
import io.plusgate.rehearse.sample.Flaw;
import io.plusgate.rehearse.sample.SampleServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A good shop passes every case; each flaw fails exactly the cases that are about it. */
class AcquirerRehearsalTest {
  private final Vertx vertx = Vertx.vertx();
  @TempDir private Path folder;

  @AfterEach
  void stop() throws InterruptedException {
    Waiting.on(vertx.close().map(closed -> true));
  }

  @Test
  @Execution(ExecutionMode.CONCURRENT)
  void aGoodShopPassesEveryCase() throws Exception {
    var report = rehearse(Flaw.NONE, List.of());

    assertThat(report.cases()).hasSize(19);
    assertThat(failed(report)).as("%s", Told.of(report)).isEmpty();
    assertThat(report.allPassed()).as("%s", Told.of(report)).isTrue();
  }

  /** Where a flaw makes every case wait, a few stand for all; the table is in docs/rehearse.md. */
  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @CsvSource({
    "NO_IDEMPOTENCY, '', A06 A10 A16",
    "SLOW, A01 A02 A13, A02",
    "WRONG_ACK, A01 A02 A08 A13 A19, A02 A08 A19",
    "IGNORES_CONTRADICTIONS, A01 A03 A06 A07 A12 A13 A19, A03 A07 A12 A19"
  })
  void aFlawFailsItsCasesAndNoOther(Flaw flaw, String played, String cases) throws Exception {
    var report = rehearse(flaw, played.isEmpty() ? List.of() : List.of(played.split(" ")));

    assertThat(failed(report)).as("%s", Told.of(report)).containsExactly(cases.split(" "));
  }

  private RehearsalReport rehearse(Flaw flaw, List<String> cases) throws Exception {
    var backend = Waiting.on(SampleServer.shop(vertx, flaw));
    var plan = RehearsalPlan.of(Role.ACQP, backend.url(), folder).withCases(cases);
    var played = flaw == Flaw.SLOW ? plan.withOwn(Hurried.config(Role.ACQP, folder)) : plan;
    return Rehearsal.run(vertx, played, RehearsalListener.none());
  }

  private static List<String> failed(RehearsalReport report) {
    return report.cases().stream()
        .filter(one -> one.verdict() == Verdict.FAILED)
        .map(CaseReport::id)
        .toList();
  }
}
