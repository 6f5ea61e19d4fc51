package io.plusgate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class JoiningTest {
  @Test
  void givesWhatTheOtherThreadMade() {
    assertThat(Joining.result(CompletableFuture.supplyAsync(() -> "made"))).isEqualTo("made");
  }

  @Test
  void throwsWhatTheOtherThreadThrew() {
    var thrown = new BadReportException("report.csv", "damaged");

    assertThatThrownBy(() -> Joining.end(CompletableFuture.runAsync(() -> fail(thrown))))
        .isSameAs(thrown);
  }

  @Test
  void wrapsAnErrorSoThatItsPlaceHereIsSeenToo() {
    var error = new StackOverflowError();

    assertThatThrownBy(() -> Joining.result(CompletableFuture.failedFuture(error)))
        .isInstanceOf(CompletionException.class)
        .hasCause(error);
  }

  private static void fail(RuntimeException thrown) {
    throw thrown;
  }
}
