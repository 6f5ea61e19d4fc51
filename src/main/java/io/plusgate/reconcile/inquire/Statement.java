package io.plusgate.reconcile.inquire;

import io.plusgate.reconcile.Inquired;
import io.plusgate.reconcile.Inquired.Verdict;
import io.plusgate.reconcile.Money;
import java.util.OptionalLong;

/**
 * What a verified answer says of one payment or refund.
 *
 * @param amount {@link Money#UNKNOWN} when it does not say
 * @param day its clearing day by its completion time, when it says one
 */
record Statement(Verdict verdict, String code, Money amount, OptionalLong day) {
  static Statement unknown(String why) {
    return new Statement(Verdict.UNKNOWN, why, Money.UNKNOWN, OptionalLong.empty());
  }

  static Statement of(Verdict verdict, String code) {
    return new Statement(verdict, code, Money.UNKNOWN, OptionalLong.empty());
  }

  Inquired inquired() {
    String word =
        switch (verdict) {
          case NOT_ASKED -> "";
          case PAID -> "paid";
          case UNPAID -> "not paid";
          case IN_PROCESS -> "in process";
          case NOT_KNOWN_THERE -> "not known there";
          case UNKNOWN -> "unknown";
        };
    String more = amount.isKnown() ? ", amount " + amount : "";
    return new Inquired(verdict, word + " (" + code + ")" + more);
  }
}
