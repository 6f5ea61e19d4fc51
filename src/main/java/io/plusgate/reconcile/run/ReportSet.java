package io.plusgate.reconcile.run;

import io.plusgate.reconcile.ReportKind;
import io.plusgate.reconcile.ReportName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of one currency, batch and agreement. */
final class ReportSet {
  /** A file and what its name says. */
  record Part(ReportName name, Path path) {}

  private final String name;
  private final String currency;
  private final String agreement;
  private final String batch;
  private final Map<ReportKind, List<Part>> parts = new TreeMap<>();
  private final List<String> damage = new ArrayList<>();

  ReportSet(ReportName any) {
    this.name = any.set();
    this.currency = any.currency();
    this.agreement = any.wholeAgreement();
    this.batch = any.batch();
  }

  void add(Part part) {
    parts.computeIfAbsent(part.name().kind(), kind -> new ArrayList<>()).add(part);
  }

  String name() {
    return name;
  }

  String currency() {
    return currency;
  }

  /** Participant, currency and agreement, whatever the batch. */
  String agreement() {
    return agreement;
  }

  /** clearingBatchId, or settlementBatchId of a settlement report. */
  String batch() {
    return batch;
  }

  /** Whether it holds transactions, not only a settlement report. */
  boolean isClearing() {
    return !parts(ReportKind.TRANSACTION_ITEMS).isEmpty()
        || !parts(ReportKind.FEE_ITEMS).isEmpty()
        || !parts(ReportKind.SUMMARY).isEmpty();
  }

  /** The currency in the name of an agreement. */
  static String currencyOf(String agreement) {
    int last = agreement.lastIndexOf(' ');
    return agreement.substring(agreement.lastIndexOf(' ', last - 1) + 1, last);
  }

  /** In the order of their numbers. */
  List<Part> parts(ReportKind kind) {
    return parts.getOrDefault(kind, List.of()).stream()
        .sorted(Comparator.comparingInt(part -> part.name().part()))
        .toList();
  }

  List<Path> files() {
    return parts.values().stream().flatMap(List::stream).map(Part::path).toList();
  }

  void damaged(String complaint) {
    damage.add(complaint);
  }

  boolean isAccepted() {
    return damage.isEmpty();
  }

  List<String> damage() {
    return List.copyOf(damage);
  }
}
