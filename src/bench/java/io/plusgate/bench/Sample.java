package io.plusgate.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The published messages that the benchmarks work on. */
public final class Sample {
  public static final String CLIENT = "SANDBOX_5YC47N2ZQHJ004124";
  public static final byte[] PAY = read("acqp-pay_cashier-request.sdk-unittest.json");
  public static final byte[] INQUIRED = read("related-alipayhk-inquiryPayment-response.json");
  public static final byte[] NOTIFICATION = read("acqp-notifyPayment-request.json");

  private Sample() {}

  private static byte[] read(String file) {
    try {
      return Files.readAllBytes(Path.of("src/test/resources/alipayplus/samples", file));
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
