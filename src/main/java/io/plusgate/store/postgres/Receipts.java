package io.plusgate.store.postgres;

import io.plusgate.store.Digest;
import io.plusgate.store.Receipt;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What we have been told, for ever: the digest of who said it under which id, and the digest of
 * what it said. The unique key lets one of any number of gateways be first.
 */
final class Receipts {
  private static final Columns<Map.Entry<Digest, Digest>> COLUMNS =
      Columns.<Map.Entry<Digest, Digest>>none()
          .bytes("key", row -> row.getKey().bytes())
          .bytes("content", row -> row.getValue().bytes());
  private static final String REMEMBER =
      COLUMNS.insertInto("receipt") + " ON CONFLICT (key) DO NOTHING RETURNING key";
  private static final String KNOWN =
      "SELECT key, content FROM plusgate.receipt WHERE key = ANY($1::bytea[])";

  private Receipts() {}

  /** One answer for each, in order; of the same ones among them the first may be first. */
  static Future<List<Receipt>> remember(Session session, List<Told> told) {
    Map<Digest, Digest> first = new TreeMap<>(Comparator.comparing(Digest::toString));
    told.forEach(one -> first.putIfAbsent(one.key(), one.content()));
    return insert(session, first)
        .compose(
            added ->
                contents(session, first, added)
                    .compose(contents -> judge(session, told, added, contents)));
  }

  /** What each id said first, whoever it told. */
  private static Future<Map<Digest, Digest>> contents(
      Session session, Map<Digest, Digest> told, Set<Digest> added) {
    var contents = new HashMap<>(told);
    contents.keySet().retainAll(added);
    var known = new ArrayList<>(told.keySet());
    known.removeAll(added);
    return known.isEmpty()
        ? Future.succeededFuture(contents)
        : session
            .ask(KNOWN, Tuple.tuple().addArrayOfBuffer(buffers(known)))
            .map(rows -> withKnown(contents, rows));
  }

  private static Map<Digest, Digest> withKnown(Map<Digest, Digest> contents, RowSet<Row> rows) {
    rows.forEach(row -> contents.put(digest(row, "key"), digest(row, "content")));
    return contents;
  }

  /**
   * The same id with another content is remembered under both, so that its own repeat is a
   * duplicate too.
   */
  private static Future<List<Receipt>> judge(
      Session session, List<Told> told, Set<Digest> added, Map<Digest, Digest> contents) {
    Map<Digest, Digest> others = new TreeMap<>(Comparator.comparing(Digest::toString));
    for (var one : told) {
      if (!one.content().equals(contents.getOrDefault(one.key(), one.content()))) {
        others.putIfAbsent(one.withContent(), one.content());
      }
    }
    return insert(session, others).map(contradictions -> answers(told, added, contradictions));
  }

  private static List<Receipt> answers(
      List<Told> told, Set<Digest> added, Set<Digest> contradictions) {
    var firsts = new HashSet<>(added);
    var others = new HashSet<>(contradictions);
    return told.stream()
        .map(
            one -> {
              if (firsts.remove(one.key())) {
                return Receipt.FIRST;
              }
              boolean isNew = others.remove(one.withContent());
              return isNew ? Receipt.CONTRADICTION : Receipt.DUPLICATE;
            })
        .toList();
  }

  private static Future<Set<Digest>> insert(Session session, Map<Digest, Digest> rows) {
    return rows.isEmpty()
        ? Future.succeededFuture(Set.of())
        : session
            .ask(REMEMBER, COLUMNS.arrays(List.copyOf(rows.entrySet())))
            .map(added -> Set.copyOf(Rows.list(added, row -> digest(row, "key"))));
  }

  private static Buffer[] buffers(Collection<Digest> digests) {
    return digests.stream().map(one -> Buffer.buffer(one.bytes())).toArray(Buffer[]::new);
  }

  private static Digest digest(Row row, String column) {
    return Digest.stored(row.getBuffer(column).getBytes());
  }

  /** Who said what, under which id. */
  record Told(String clientId, String api, String id, Digest content, Digest key) {
    Told(String clientId, String api, String id, Digest content) {
      this(clientId, api, id, content, Digest.of(clientId, api, id));
    }

    Digest withContent() {
      return Digest.of(clientId, api, id, content.toString());
    }
  }
}
