package io.plusgate.simulator;

import static java.util.Comparator.comparing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last exchanges, for people who want to see what was really sent. */
public final class Exchanges {
  private final int kept;
  private final Deque<Exchange> last = new ArrayDeque<>();

  Exchanges(int kept) {
    this.kept = kept;
  }

  /** By when the call began: one within another stands after it, although it ends before. */
  public synchronized List<Exchange> all() {
    return last.stream().sorted(comparing(Exchange::at)).toList();
  }

  /** Those of one API, oldest first. */
  public List<Exchange> of(String api) {
    return all().stream().filter(exchange -> exchange.api().equals(api)).toList();
  }

  /** Those whose call or answer names this payment; all if none is asked for. */
  List<Exchange> about(Optional<String> paymentRequestId) {
    return paymentRequestId
        .map(id -> '"' + id + '"')
        .map(id -> all().stream().filter(exchange -> names(exchange, id)).toList())
        .orElseGet(this::all);
  }

  private static boolean names(Exchange exchange, String id) {
    return exchange.requestBody().contains(id) || exchange.answerBody().contains(id);
  }

  synchronized void add(Exchange exchange) {
    if (kept == 0) {
      return;
    }
    if (last.size() == kept) {
      last.removeFirst();
    }
    last.addLast(exchange);
  }

  synchronized void clear() {
    last.clear();
  }
}
