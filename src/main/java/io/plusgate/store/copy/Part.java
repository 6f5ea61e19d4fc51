package io.plusgate.store.copy;

/** The kinds of rows that a store is made of, in the order in which they are carried. */
public enum Part {
  PAYMENTS("payments"),
  EVENTS("timeline events"),
  RECEIPTS("receipts"),
  DELIVERIES("deliveries"),
  PAYLOADS("payloads");

  private final String words;

  Part(String words) {
    this.words = words;
  }

  /** As {@code store check} calls them. */
  public String words() {
    return words;
  }
}
