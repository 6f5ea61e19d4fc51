package io.plusgate.store.postgres;

import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Optional;
import java.util.Set;

/** What a failure of the database means to us, by its SQLSTATE. */
final class Trouble {
  /** Serialization, deadlock, and two that made themselves the first of one line at once. */
  private static final Set<String> RACES = Set.of("40001", "40P01", "23505");

  /** Data that does not fit; its message may hold the value. */
  private static final Set<String> DATA = Set.of("22", "23");

  private Trouble() {}

  /** Whether the same transaction may well succeed when it is run again. */
  static boolean isRace(Throwable failed) {
    return sqlState(failed).filter(RACES::contains).isPresent();
  }

  /** Whether one call spoils the batch, and the others would do without it. */
  static boolean isOfOneCall(Throwable failed) {
    return sqlState(failed)
        .map(state -> DATA.contains(state.substring(0, 2)))
        .orElse(failed instanceof RuntimeException broken && !isOfTheStore(broken));
  }

  /** Whether the server does not know how to do such a thing, now or ever. */
  static boolean isNotSupported(Throwable failed) {
    return sqlState(failed)
        .filter(state -> state.startsWith("0A") || state.startsWith("42"))
        .isPresent();
  }

  /** What the flows are to hear; a broken rule of our own stays what it is. */
  static Throwable told(Throwable failed) {
    if (failed instanceof PgException refused) {
      return new StoreUnavailableException("store.postgresql: " + words(refused), failed);
    }
    if (failed instanceof IllegalArgumentException || isOfTheStore(failed)) {
      return failed;
    }
    return new StoreUnavailableException(
        "store.postgresql: "
            + failed.getClass().getSimpleName()
            + (failed.getMessage() == null ? "" : " " + failed.getMessage())
            + " (expected: a database that can be reached)",
        failed);
  }

  static <T> Future<T> failed(Throwable failed) {
    return Future.failedFuture(told(failed));
  }

  private static boolean isOfTheStore(Throwable failed) {
    return failed instanceof StoreUnavailableException || failed instanceof StoreRefusedException;
  }

  private static String words(PgException refused) {
    String state = refused.getSqlState();
    boolean mayHoldAValue = DATA.contains(state.substring(0, 2));
    return state + (mayHoldAValue ? "" : " " + refused.getErrorMessage());
  }

  private static Optional<String> sqlState(Throwable failed) {
    return failed instanceof PgException refused
        ? Optional.ofNullable(refused.getSqlState()).filter(state -> state.length() == 5)
        : Optional.empty();
  }
}
