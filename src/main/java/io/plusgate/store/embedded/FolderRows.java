package io.plusgate.store.embedded;

import io.plusgate.store.DeliveryState;
import io.plusgate.store.Digest;
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.copy.Facts;
import io.plusgate.store.copy.Kept;
import io.plusgate.store.copy.Part;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * All rows of a folder, for moving to another engine: without indexes, counts and leases, which the
 * other side makes for itself. Nothing is written; who wants no gateway to write meanwhile holds
 * the folder ({@link FolderHolder#hold}).
 */
public final class FolderRows implements AutoCloseable {
  private static final Set<String> FACTS =
      Set.of("schema", "oldest reader", "name", "next", "pruned", "probe");

  /** The first byte of a count's name. */
  private static final List<Byte> COUNTS = List.of((byte) '#', (byte) '$');

  private final Path folder;
  private final Engine engine;

  private FolderRows(Path folder, Engine engine) {
    this.folder = folder;
    this.engine = engine;
  }

  /**
   * Blocks until the folder is open.
   *
   * @throws StoreRefusedException when it cannot be read, when it is a backup, and when there is
   *     something in it that would be left behind
   */
  public static FolderRows open(Path folder) {
    if (BackupNote.isIn(folder)) {
      throw new StoreRefusedException(
          "store.path: %s is a backup (expected: a gateway's folder; a backup is restored first)"
              .formatted(folder));
    }
    var rows = new FolderRows(folder, Engine.asItIsNow(folder));
    try {
      rows.refuseWhatIsNotKnown();
      return rows;
    } catch (RuntimeException refused) {
      rows.close();
      throw refused;
    }
  }

  public Facts facts() {
    return engine.read(
        database ->
            new Facts(
                name(database),
                Counters.read(database, Keys.meta("next")),
                Counters.read(database, Keys.meta("pruned"))));
  }

  /** Hands over every row of this part, one after the other; returns when there are no more. */
  public void each(Part part, Consumer<Kept> look) {
    engine.<Void>read(
        database -> {
          database.each(family(kind(part)), row -> read(part, database, row).ifPresent(look));
          return null;
        });
  }

  private Optional<Kept> read(Part part, Database database, View.Row row) {
    try {
      return switch (part) {
        case PAYMENTS -> Optional.of(payment(PaymentCodec.decode(row.value())));
        case EVENTS -> Optional.of(event(row));
        case RECEIPTS ->
            Optional.of(new Kept.OfReceipt(Digest.stored(row.key()), Digest.stored(row.value())));
        case DELIVERIES ->
            isLine(row) ? Optional.empty() : Optional.of(delivery(database, row.value()));
        case PAYLOADS -> Optional.of(payload(row));
      };
    } catch (UnreadableRowException | IllegalArgumentException damaged) {
      throw new StoreRefusedException(
          "store.path: %s: %s: %s (expected: a row that plusgate store check can read)"
              .formatted(folder, part.words(), damaged.getMessage()),
          damaged);
    }
  }

  private static Kept payment(PaymentRow row) {
    return new Kept.OfPayment(row.number(), row.payment(), row.payment().nextAt());
  }

  private static Kept event(View.Row row) {
    return new Kept.OfEvent(
        Keys.paymentOf(row.key()), Keys.lastNumber(row.key()), Timeline.decode(row.value()));
  }

  /** Whoever had it has gone: the first of its line is due at its time, as if never claimed. */
  private static Kept delivery(Database database, byte[] value) {
    var row = DeliveryRow.decode(value);
    var delivery = row.delivery();
    boolean isDue =
        delivery.state() == DeliveryState.WAITING && Line.of(database, row).starts(row.number());
    Optional<Instant> dueAt = isDue ? Optional.of(delivery.nextAt()) : Optional.empty();
    return new Kept.OfDelivery(row.number(), delivery, row.fence(), dueAt);
  }

  private static Kept payload(View.Row row) {
    var kept = Payloads.decode(row.value());
    return new Kept.OfPayload(Keys.lastNumber(row.key()), kept.recordedAt(), kept.payload());
  }

  /** The order of a payment's unfinished deliveries, which the deliveries themselves show. */
  private static boolean isLine(View.Row row) {
    return !Arrays.equals(row.key(), Keys.delivery(Keys.lastNumber(row.key())));
  }

  private String name(Database database) {
    byte[] name = database.get(Kind.META, Keys.meta("name"));
    if (name == null) {
      throw new StoreRefusedException(
          "store.path: %s has no name (expected: a folder that a gateway has used)"
              .formatted(folder));
    }
    return new String(name, StandardCharsets.UTF_8);
  }

  private void refuseWhatIsNotKnown() {
    engine.<Void>read(
        database -> {
          for (String family : database.familyNames()) {
            if (Arrays.stream(Kind.values()).noneMatch(kind -> family(kind).equals(family))) {
              database.each(family, row -> refuse("a family " + family));
            }
          }
          database.each(family(Kind.META), row -> refuseUnlessKnown(row.key()));
          return null;
        });
  }

  private void refuseUnlessKnown(byte[] key) {
    String name = new String(key, StandardCharsets.UTF_8);
    if (!FACTS.contains(name) && !COUNTS.contains(ByteBuffer.wrap(key).get())) {
      refuse("a row " + name);
    }
  }

  private void refuse(String what) {
    throw new StoreRefusedException(
        "store.path: %s has %s, which would be left behind (expected: the Plusgate that wrote it)"
            .formatted(folder, what));
  }

  private static Kind kind(Part part) {
    return switch (part) {
      case PAYMENTS -> Kind.PAYMENTS;
      case EVENTS -> Kind.TIMELINE;
      case RECEIPTS -> Kind.RECEIPTS;
      case DELIVERIES -> Kind.DELIVERIES;
      case PAYLOADS -> Kind.PAYLOADS;
    };
  }

  private static String family(Kind kind) {
    return new String(kind.family(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    engine.close();
  }
}
