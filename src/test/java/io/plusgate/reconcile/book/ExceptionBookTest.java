package io.plusgate.reconcile.book;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.reconcile.Difference;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.Money;
import io.plusgate.reconcile.book.BookedException.Event;
import io.plusgate.reconcile.book.BookedException.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A difference is kept once and followed to its end, whatever the number of runs. */
class ExceptionBookTest {
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-26T00:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private Optional<ExceptionBook> opened = Optional.empty();

  @BeforeEach
  void openBook() throws IOException {
    opened = Optional.of(ExceptionBook.open(folder.resolve("exceptions.db"), CLOCK));
  }

  @AfterEach
  void closeBook() throws IOException {
    book().close();
  }

  @Test
  void keepsADifferenceOnceOverManyRuns() throws IOException {
    run(missing("R1"));
    run(missing("R1"));

    assertThat(book().list(Optional.empty())).hasSize(1);
  }

  @Test
  void reopensWhatWasResolvedAndComesBack() throws IOException {
    run(missing("R1"));
    assertThat(book().resolve(1, "ann", "asked Alipay+")).isTrue();
    assertThat(book().list(Optional.of(State.OPEN))).isEmpty();

    run(missing("R1"));

    var found = book().find(1).orElseThrow();
    assertThat(found.state()).isEqualTo(State.OPEN);
    assertThat(found.trail())
        .extracting(Event::what)
        .containsExactly("found", "resolved", "reopened");
  }

  @Test
  void clearsWhatTheSameDayNoLongerShows() throws IOException {
    run(missing("R1"), missing("R2"));

    run(missing("R2"));

    assertThat(book().find(1).orElseThrow().state()).isEqualTo(State.CLEARED);
    assertThat(book().find(2).orElseThrow().state()).isEqualTo(State.OPEN);
  }

  @Test
  void doesNotResolveTwice() throws IOException {
    run(missing("R1"));
    assertThat(book().resolve(1, "ann", "done")).isTrue();

    assertThat(book().resolve(1, "bob", "again")).isFalse();
    assertThat(book().resolve(99, "bob", "no such")).isFalse();
  }

  private ExceptionBook book() {
    return opened.orElseThrow();
  }

  private void run(Finding... findings) throws IOException {
    try (var run = book().start(DAY, DAY)) {
      for (var finding : findings) {
        run.book(finding);
      }
      run.finish(List.of(), Set.of());
    }
  }

  private static Finding missing(String id) {
    return Finding.of(
        Difference.MISSING_HERE,
        DAY.toEpochDay(),
        "P1 USD CB1 A1",
        "payment",
        id,
        "A" + id,
        "",
        "",
        "amount 1.00 USD",
        "f.csv:5",
        new Money(100, "USD"));
  }
}
