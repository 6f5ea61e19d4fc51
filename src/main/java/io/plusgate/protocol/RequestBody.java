package io.plusgate.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the body of the calls that we make by ourselves: {@code {"paymentRequestId":"…"}}. */
public final class RequestBody {
  private RequestBody() {}

  /** Of an inquiryPayment or a cancelPayment (D/api_acq_tile/inquiry_payment, cancel_payment). */
  public static byte[] aboutPayment(String paymentRequestId) {
    return one("paymentRequestId", paymentRequestId);
  }

  /** Of an inquiryPayment by Alipay+'s own id, where paymentRequestId is not known. */
  public static byte[] aboutPaymentId(String paymentId) {
    return one("paymentId", paymentId);
  }

  private static byte[] one(String name, String value) {
    var quoted = new String(JsonStringEncoder.getInstance().quoteAsString(value));
    return ("{\"" + name + "\":\"" + quoted + "\"}").getBytes(StandardCharsets.UTF_8);
  }
}
