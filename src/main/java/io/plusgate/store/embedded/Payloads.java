package io.plusgate.store.embedded;

import io.plusgate.store.Payload;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bytes as they came, under the number of what they are for, until they are pruned. */
final class Payloads {
  private static final int VERSION = 1;

  private Payloads() {}

  static void put(Transaction transaction, long number, Payload payload, Instant now) {
    var row = new RowWriter(VERSION);
    row.time(now);
    row.list(
        List.copyOf(payload.headers().entrySet()),
        (writer, header) -> {
          writer.text(header.getKey());
          writer.text(header.getValue());
        });
    row.bytes(payload.body());
    transaction.put(Kind.PAYLOADS, Keys.number(number), row.row());
    Counters.add(transaction, Counters.PAYLOADS, 1);
    Counters.add(transaction, Counters.PAYLOAD_BYTES, payload.body().length);
  }

  static Optional<Payload> find(View view, long number) {
    return Optional.ofNullable(view.get(Kind.PAYLOADS, Keys.number(number)))
        .map(Payloads::decode)
        .map(Kept::payload);
  }

  /** A payload that is there because its delivery is. */
  static Payload get(View view, long number) {
    return find(view, number)
        .orElseThrow(
            () -> new UnreadableRowException("payload: " + number + " (expected: one kept)"));
  }

  static void delete(Transaction transaction, long number) {
    int size = get(transaction, number).body().length;
    transaction.delete(Kind.PAYLOADS, Keys.number(number));
    Counters.add(transaction, Counters.PAYLOADS, -1);
    Counters.add(transaction, Counters.PAYLOAD_BYTES, -size);
  }

  static Kept decode(byte[] bytes) {
    return RowReader.read(
        bytes,
        VERSION,
        row -> {
          var recordedAt = row.time();
          Map<String, String> headers = new LinkedHashMap<>();
          for (var header : row.list(reader -> Map.entry(reader.text(), reader.text()))) {
            headers.put(header.getKey(), header.getValue());
          }
          return new Kept(recordedAt, new Payload(row.bytes(), headers));
        });
  }

  /** A payload and since when we have it. */
  record Kept(Instant recordedAt, Payload payload) {}
}
