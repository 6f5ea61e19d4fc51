package io.plusgate.doctor;

import java.io.IOException;

/** What somebody named to look at a payment in the backend's own books. */
public interface StateCheck {
  /**
   * What the backend knows of a payment, in a form that is the same as long as it is the same.
   *
   * @throws IOException when it could not be found out
   */
  String of(String paymentRequestId) throws IOException, InterruptedException;
}
