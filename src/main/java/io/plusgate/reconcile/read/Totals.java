package io.plusgate.reconcile.read;

import io.plusgate.reconcile.Money;
import java.util.Optional;

/**
 * What one file's control section declares and what its rows came to.
 *
 * @param declaredCount nothing when the file has no such section
 * @param amount of the rows, refunds subtracted unless the profile adds everything
 */
public record Totals(
    Optional<Long> declaredCount, Optional<Money> declaredAmount, long count, long amount) {}
