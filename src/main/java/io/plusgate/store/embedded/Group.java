package io.plusgate.store.embedded;

import io.plusgate.payment.Phase;
import io.plusgate.store.DeliveryQuery;
import io.plusgate.store.DeliveryState;
import io.plusgate.store.Recipient;

/** What the census counts apart, each under a byte of its own. */
enum Group {
  TO_BACKEND('B'),
  TO_BACKEND_WAITING('w'),
  TO_BACKEND_PARKED('p'),
  TO_BACKEND_DONE('d'),
  TO_ALIPAY_PLUS('A'),
  TO_ALIPAY_PLUS_WAITING('W'),
  TO_ALIPAY_PLUS_PARKED('P'),
  TO_ALIPAY_PLUS_DONE('D'),
  SENT('1'),
  OPEN('2'),
  CANCELLING('3'),
  SUCCEEDED('4'),
  FAILED('5'),
  CANCELLED('6'),
  UNRESOLVED('7');

  private final byte place;

  Group(char place) {
    this.place = (byte) place;
  }

  byte place() {
    return place;
  }

  static Group of(Recipient recipient) {
    return switch (recipient) {
      case BACKEND -> TO_BACKEND;
      case ALIPAY_PLUS -> TO_ALIPAY_PLUS;
    };
  }

  static Group of(Recipient recipient, DeliveryState state) {
    boolean backend = recipient == Recipient.BACKEND;
    return switch (state) {
      case WAITING -> backend ? TO_BACKEND_WAITING : TO_ALIPAY_PLUS_WAITING;
      case PARKED -> backend ? TO_BACKEND_PARKED : TO_ALIPAY_PLUS_PARKED;
      case DONE -> backend ? TO_BACKEND_DONE : TO_ALIPAY_PLUS_DONE;
    };
  }

  static Group of(DeliveryQuery query) {
    return query
        .state()
        .map(state -> of(query.recipient(), state))
        .orElseGet(() -> of(query.recipient()));
  }

  static Group of(Phase phase) {
    return switch (phase) {
      case SENT -> SENT;
      case OPEN -> OPEN;
      case CANCELLING -> CANCELLING;
      case SUCCEEDED -> SUCCEEDED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
      case UNRESOLVED -> UNRESOLVED;
    };
  }
}
