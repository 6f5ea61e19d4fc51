package io.plusgate.reconcile.read;

import io.plusgate.reconcile.Money;
import java.util.Optional;

/**
 * What one file's control section declares and what its rows came to.
 *
 * @param declared nothing when the file has no such section
 * @param amount of the rows, refunds subtracted unless the profile adds everything
 */
public record Totals(Optional<Declared> declared, long count, long amount) {
  /**
   * What a file says of its rows, and where, as file, line and column.
   *
   * @param amount nothing when only a count is declared
   */
  public record Declared(
      long count, Optional<Money> amount, String countPlace, String amountPlace) {}

  /** The declared count alone. */
  public Optional<Long> declaredCount() {
    return declared.map(Declared::count);
  }

  /** Whether these are as declared, their sign apart: which sign a total has is not documented. */
  public boolean declares(long rows, long total) {
    return declared.stream()
        .allMatch(
            said ->
                said.count() == rows
                    && said.amount().stream()
                        .allMatch(money -> Math.abs(money.minor()) == Math.abs(total)));
  }
}
