package io.plusgate.reconcile.profile;

import io.plusgate.reconcile.EntryStatus;
import io.plusgate.reconcile.EntryType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * How one edition of the reports, or a local ledger, is written.
 *
 * @param standing how far it can be trusted, for people
 * @param endMarker the cell that alone makes the last line; empty when there is none
 * @param total what the control total of the transactions adds up
 * @param zone of times that carry no offset
 * @param layouts by report prefix; a local ledger's is {@code ledger}
 * @param toBeConfirmed mappings nobody has seen in a real file
 */
public record Profile(
    String name,
    String standing,
    char separator,
    Quoting quoting,
    String endMarker,
    Unit unit,
    Total total,
    ZoneOffset zone,
    Map<String, EntryType> types,
    Map<String, EntryStatus> statuses,
    Map<String, EntryType> feeTypes,
    Map<String, Layout> layouts,
    List<String> toBeConfirmed) {

  /** What an amount's text counts. */
  public enum Unit {
    /** The currency's smallest unit, a whole number. */
    MINOR,
    /** The currency itself, with its decimals. */
    DECIMAL
  }

  /** Whether a cell may stand in quotes. */
  public enum Quoting {
    /** In double quotes, doubled inside: separators and line ends may stand in the cell. */
    DOUBLE,
    /** A quote is a character like any other. */
    NONE
  }

  /** How refunds enter the control total. */
  public enum Total {
    /** Payments less refunds. */
    NET,
    /** Everything added. */
    GROSS
  }

  public Profile {
    types = Map.copyOf(types);
    statuses = Map.copyOf(statuses);
    feeTypes = Map.copyOf(feeTypes);
    layouts = Map.copyOf(layouts);
    toBeConfirmed = List.copyOf(toBeConfirmed);
  }
}
