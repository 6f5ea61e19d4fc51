package io.plusgate;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The import table of the design; a new package starts with a line here. */
final class ImportTable {
  static final Map<String, Row> ROWS = table();

  private ImportTable() {}

  static Row rowOf(String name) {
    return ROWS.getOrDefault(name, row(ours()));
  }

  /** One line of the table: the packages of ours, and the third-party prefixes, it may import. */
  record Row(Set<String> ours, List<String> theirs) {}

  private static Map<String, Row> table() {
    Map<String, Row> table = new TreeMap<>();
    table.put("crash", row(ours()));
    table.put("protocol", row(ours(), "com.fasterxml.jackson.core."));
    table.put("signature", row(ours(), "org.bouncycastle.", "com.amazon.corretto."));
    table.put("signature.diagnosis", row(ours("signature")));
    table.put("payment", row(ours("protocol")));
    table.put("config", row(ours("protocol", "payment"), "com.fasterxml.jackson.", "org.yaml."));
    table.put("metrics", row(ours("protocol"), "io.micrometer.", "io.prometheus."));
    table.put("tracing", row(ours("protocol", "config"), "io.opentelemetry."));
    table.put("store", row(ours("protocol", "payment"), "io.vertx.core."));
    table.put("store.copy", row(ours("store", "payment", "protocol")));
    table.put(
        "store.embedded",
        row(
            ours("crash", "store", "store.copy", "payment", "protocol", "config"),
            "io.vertx.core.",
            "org.rocksdb."));
    table.put(
        "store.postgres",
        row(
            ours("crash", "store", "store.copy", "payment", "protocol", "config"),
            "io.vertx.core.",
            "io.vertx.pgclient.",
            "io.vertx.sqlclient."));
    table.put("lint", row(ours("protocol"), "com.fasterxml.jackson.core."));
    table.put(
        "http", row(ours("protocol", "config", "metrics", "tracing"), "io.vertx.", "io.netty."));
    table.put(
        "alipayplus",
        row(
            ours("protocol", "signature", "config", "metrics", "tracing", "http"),
            "io.vertx.core."));
    table.put(
        "outbound",
        row(
            ours(
                "crash",
                "protocol",
                "payment",
                "store",
                "alipayplus",
                "http",
                "config",
                "metrics",
                "tracing",
                "lint"),
            "io.vertx."));
    table.put("backend", row(ours("protocol", "config", "metrics", "http"), "io.vertx.core."));
    table.put(
        "inbound",
        row(
            ours(
                "crash",
                "protocol",
                "payment",
                "signature",
                "store",
                "backend",
                "http",
                "config",
                "metrics",
                "tracing"),
            "io.vertx."));
    table.put(
        "inquiry",
        row(
            ours(
                "crash",
                "protocol",
                "payment",
                "store",
                "alipayplus",
                "http",
                "config",
                "metrics",
                "tracing"),
            "io.vertx.core."));
    table.put(
        "delivery",
        row(
            ours("crash", "protocol", "store", "backend", "http", "config", "metrics", "tracing"),
            "io.vertx.core."));
    table.put(
        "admin",
        row(ours("store", "payment", "http", "config", "metrics", "protocol"), "io.vertx."));
    table.put("reconcile", row(ours()));
    table.put("reconcile.profile", row(ours("reconcile"), "com.fasterxml.jackson."));
    table.put("reconcile.read", row(ours("reconcile", "reconcile.profile")));
    table.put("reconcile.match", row(ours("reconcile")));
    table.put("reconcile.book", row(ours("reconcile")));
    table.put(
        "reconcile.inquire",
        row(
            ours(
                "reconcile",
                "reconcile.match",
                "alipayplus",
                "protocol",
                "config",
                "http",
                "metrics"),
            "io.vertx.core."));
    table.put("reconcile.report", row(ours("reconcile"), "com.fasterxml.jackson.core."));
    table.put("reconcile.fetch", row(ours("reconcile"), "org.apache.sshd."));
    table.put(
        "reconcile.run",
        row(
            ours(
                "reconcile",
                "reconcile.profile",
                "reconcile.read",
                "reconcile.match",
                "reconcile.book",
                "protocol",
                "payment",
                "store"),
            "io.vertx.core."));
    table.put(
        "doctor",
        row(
            ours(
                "protocol",
                "signature",
                "config",
                "store",
                "store.embedded",
                "store.postgres",
                "backend",
                "delivery",
                "http"),
            "io.vertx.core."));
    table.put("export", row(ours(), "io.vertx.core.json."));
    table.put("simulator.sdk", row(ours("protocol"), "io.vertx.core."));
    table.put("simulator", row(ours("protocol", "signature", "simulator.sdk"), "io.vertx."));
    table.put(
        "demo",
        row(
            ours("app", "simulator", "simulator.sdk", "config", "signature", "protocol"),
            "io.vertx."));
    table.put("rehearse.sample", row(ours("protocol"), "io.vertx.core."));
    table.put(
        "rehearse",
        row(ours("app", "simulator", "config", "signature", "protocol", "lint"), "io.vertx.core."));
    table.put(
        "app",
        row(
            allBut(table, "simulator", "simulator.sdk", "demo", "rehearse", "rehearse.sample"),
            "io.vertx.",
            "ch.qos.logback.classic."));
    table.put("cli", row(allBut(table), "picocli.", "ch.qos.logback.", "io.vertx.core."));
    return table;
  }

  private static Row row(Set<String> ours, String... theirs) {
    return new Row(ours, List.of(theirs));
  }

  private static Set<String> ours(String... packages) {
    return Set.of(packages);
  }

  private static Set<String> allBut(Map<String, Row> table, String... packages) {
    var rest = new TreeSet<>(table.keySet());
    rest.removeAll(Set.of(packages));
    return rest;
  }
}
