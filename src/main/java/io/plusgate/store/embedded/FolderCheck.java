package io.plusgate.store.embedded;

import io.plusgate.payment.Phase;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Digest;
import io.plusgate.store.Recipient;
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.StoreUnavailableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rocksdb.RocksDBException;

/**
 * Reads every block and every row of a folder: can each be read, does what is counted agree with
 * what is there, and has everything that is still to be sent its bytes.
 *
 * <p>Nothing is written, so that it may run beside a gateway, and leaves a damaged folder as it was
 * found.
 */
public final class FolderCheck {
  private static final int AT_ONCE = 2_000;
  private static final int NAMED = 100;

  private final Database database;
  private final Map<Group, Long> seen = new EnumMap<>(Group.class);
  private final Map<String, Long> rows = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();
  private long payloadBytes;
  private long awaitingCatchUp;
  private boolean everythingRead = true;

  private FolderCheck(Database database) {
    this.database = database;
  }

  /**
   * What the folder holds and what is wrong with it.
   *
   * @param rows how many of each kind were read
   * @param problems a line each, at most {@value #NAMED}
   */
  public record Report(Map<String, Long> rows, List<String> problems) {
    public Report {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Blocks for as long as it takes to read everything.
   *
   * @throws StoreRefusedException when there is no store, or a newer Plusgate wrote it
   */
  public static Report check(Path folder) {
    try (var engine = Engine.asItIsNow(folder)) {
      return engine.read(database -> new FolderCheck(database).report());
    } catch (StoreRefusedException refused) {
      if (refused.getCause() instanceof RocksDBException) {
        return unreadable(refused);
      }
      throw refused;
    } catch (StoreUnavailableException damaged) {
      return unreadable(damaged);
    }
  }

  private static Report unreadable(RuntimeException why) {
    return new Report(Map.of(), List.of(String.valueOf(why.getMessage())));
  }

  private Report report() {
    readable("tables", database::verifyChecksums);
    each(Kind.META, row -> {});
    each(Kind.INDEX, row -> {});
    each(Kind.PAYMENTS, row -> payment(PaymentCodec.decode(row.value())));
    each(Kind.TIMELINE, row -> read(Timeline.decode(row.value())));
    each(Kind.DELIVERIES, this::delivery);
    each(
        Kind.PAYLOADS, row -> payloadBytes += Payloads.decode(row.value()).payload().body().length);
    each(Kind.RECEIPTS, row -> read(Digest.stored(row.value())));
    if (everythingRead) {
      compareCounts();
    }
    return new Report(rows, problems);
  }

  private void payment(PaymentRow row) {
    seen.merge(Group.of(row.payment().phase()), 1L, Long::sum);
    awaitingCatchUp += row.payment().awaitsCatchUp() ? 1 : 0;
    if (PaymentRows.find(database, row.number()).isEmpty()) {
      problem("payment number " + row.number() + ": not in the index");
    }
  }

  /** The line of a payment's unfinished deliveries stands among them; its keys are longer. */
  private void delivery(View.Row row) {
    if (!Arrays.equals(row.key(), Keys.delivery(Keys.lastNumber(row.key())))) {
      return;
    }
    var delivery = DeliveryRow.decode(row.value()).delivery();
    seen.merge(Group.of(delivery.recipient()), 1L, Long::sum);
    seen.merge(Group.of(delivery.recipient(), delivery.state()), 1L, Long::sum);
    boolean toSend = delivery.state() != DeliveryState.DONE;
    if (toSend && Payloads.find(database, Keys.lastNumber(row.key())).isEmpty()) {
      problem("delivery " + delivery.webhookId() + ": its bytes are missing");
    }
  }

  private void compareCounts() {
    for (var phase : Phase.values()) {
      compare("payments " + phase, Group.of(phase));
    }
    for (var recipient : Recipient.values()) {
      for (var state : DeliveryState.values()) {
        compare("deliveries " + recipient + " " + state, Group.of(recipient, state));
      }
    }
    compare("receipts", Counters.read(database, Counters.RECEIPTS), count(Kind.RECEIPTS));
    compare("payloads", Counters.read(database, Counters.PAYLOADS), count(Kind.PAYLOADS));
    compare("payload bytes", Counters.read(database, Counters.PAYLOAD_BYTES), payloadBytes);
    compare(
        "payments awaiting catch-up",
        Counters.read(database, Counters.AWAITING_CATCH_UP),
        awaitingCatchUp);
  }

  private void compare(String what, Group group) {
    compare(what, Census.count(database, group), seen.getOrDefault(group, 0L));
  }

  private void compare(String what, long counted, long there) {
    if (counted != there) {
      problem(what + ": counted " + counted + " (expected: the " + there + " that are there)");
    }
  }

  private long count(Kind kind) {
    return rows.getOrDefault(name(kind), 0L);
  }

  private void each(Kind kind, Consumer<View.Row> look) {
    byte[] from = {};
    byte[] end = new byte[64];
    Arrays.fill(end, (byte) 0xff);
    rows.putIfAbsent(name(kind), 0L);
    readable(name(kind), () -> eachRow(kind, from, end, look));
  }

  /** A damaged block ends the reading of its kind; what is in the others is still worth knowing. */
  private void readable(String what, Runnable reading) {
    try {
      reading.run();
    } catch (StoreUnavailableException damaged) {
      everythingRead = false;
      problem(what + ": " + damaged.getMessage());
    }
  }

  private void eachRow(Kind kind, byte[] from, byte[] end, Consumer<View.Row> look) {
    for (var page = database.scan(kind, from, end, AT_ONCE); !page.isEmpty(); ) {
      page.forEach(row -> look(kind, row, look));
      byte[] last = page.get(page.size() - 1).key();
      page = database.scan(kind, Arrays.copyOf(last, last.length + 1), end, AT_ONCE);
    }
  }

  private void look(Kind kind, View.Row row, Consumer<View.Row> look) {
    rows.merge(name(kind), 1L, Long::sum);
    try {
      look.accept(row);
    } catch (UnreadableRowException | IllegalArgumentException unreadable) {
      problem(name(kind) + ": " + unreadable.getMessage());
    }
  }

  private void problem(String text) {
    if (problems.size() < NAMED) {
      problems.add(text);
    }
  }

  private static String name(Kind kind) {
    return switch (kind) {
      case PAYMENTS -> "payments";
      case TIMELINE -> "timeline events";
      case RECEIPTS -> "receipts";
      case PAYLOADS -> "payloads";
      case DELIVERIES -> "deliveries and lines";
      case META, INDEX -> "other";
    };
  }

  private static void read(Object row) {
    if (row == null) {
      throw new IllegalStateException("a codec answered null");
    }
  }
}
