import io.plusgate.payment.Arbiter;
import io.plusgate.payment.Evidence;
import io.plusgate.payment.InquirySchedule;
import io.plusgate.payment.PaymentKey;
import io.plusgate.payment.Policy;
import io.plusgate.payment.RefundNote;
import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Result;
import io.plusgate.store.Payload;
import io.plusgate.store.Settlement;
import io.plusgate.store.embedded.EmbeddedStore;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The ledger of ReportBooks.java as a gateway's own journal, run from source on the gateway's jar.
 *
 * <pre>
 *   LEDGER.csv FOLDER CLIENT     prints how many refunds are not in it, because their payment isn't
 * </pre>
 */
public final class JournalBooks {
  private static final int AT_ONCE = 4_000;

  private final EmbeddedStore store;
  private final Arbiter arbiter;
  private final String client;
  private final Semaphore room = new Semaphore(AT_ONCE);
  private final AtomicLong homeless = new AtomicLong();

  private JournalBooks(Path folder, String client) {
    var schedule = new InquirySchedule(List.of(Duration.ofHours(6)), Duration.ofHours(12));
    this.arbiter =
        new Arbiter(
            new Policy(Map.of(Policy.DEFAULT, schedule), schedule, true, Duration.ofMinutes(5)));
    this.store = EmbeddedStore.open(folder, new Random(), arbiter);
    this.client = client;
  }

  public static void main(String[] args) throws Exception {
    var books = new JournalBooks(Path.of(args[1]), args[2]);
    books.each(Path.of(args[0]), "PAYMENT");
    books.each(Path.of(args[0]), "REFUND");
    books.store.close().toCompletionStage().toCompletableFuture().get();
    System.out.println(books.homeless);
  }

  /** A payment must be there before its refunds, and the ledger is in no order. */
  private void each(Path ledger, String type) throws Exception {
    try (var lines = Files.newBufferedReader(ledger)) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        var cells = line.split(",");
        if (cells[0].equals(type)) {
          room.acquire();
          var kept = type.equals("PAYMENT") ? pay(cells) : refund(cells);
          kept.onFailure(JournalBooks::fail).onComplete(ended -> room.release());
        }
      }
    }
    room.acquire(AT_ONCE);
    room.release(AT_ONCE);
  }

  private Future<?> pay(String[] cells) {
    var key = new PaymentKey(client, cells[1]);
    var amount = Optional.of(amount(cells));
    var at = at(cells);
    var sent =
        arbiter.sent(key, Policy.DEFAULT, amount, Optional.empty(), at, Duration.ofSeconds(8));
    var answered = new Evidence.PayAnswered(Optional.of(Result.SUCCESS), amount, true);
    return store
        .openPayment(sent)
        .compose(open -> store.settlePayment(settlement(key, "pay", answered, at)));
  }

  private Future<?> refund(String[] cells) {
    long number = Long.parseLong(cells[3].substring(cells[3].length() - 9));
    var key = new PaymentKey(client, requestId(number));
    var note = new RefundNote(cells[1], Optional.of(amount(cells)), "S SUCCESS");
    return store
        .settlePayment(settlement(key, "refund", new Evidence.RefundTold(note), at(cells)))
        .onSuccess(settled -> homeless.addAndGet(settled.isPresent() ? 0 : 1));
  }

  private static Settlement settlement(PaymentKey key, String api, Evidence said, Instant at) {
    return new Settlement(key, api, said, trace -> Payload.unknown(), at);
  }

  /** As ReportBooks.java makes them. */
  private static String requestId(long number) {
    long spread = number * 0x9E3779B97F4A7C15L;
    return "%016x%016x".formatted(spread, Long.reverse(spread) ^ number);
  }

  private static Amount amount(String[] cells) {
    return new Amount(Long.parseLong(cells[4]), cells[5]);
  }

  private static Instant at(String[] cells) {
    return OffsetDateTime.parse(cells[cells.length - 1]).toInstant();
  }

  private static void fail(Throwable down) {
    down.printStackTrace();
    System.exit(1);
  }
}
