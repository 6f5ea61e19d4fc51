package io.plusgate.protocol;

import io.plusgate.bench.Sample;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What it costs to take our fields out of a body. */
@State(Scope.Benchmark)
public class MessageReaderBenchmark {
  @Benchmark
  public Optional<Message> readPay() {
    return MessageReader.read(Sample.PAY);
  }

  @Benchmark
  public Optional<Message> readInquiryPaymentAnswer() {
    return MessageReader.read(Sample.INQUIRED);
  }

  @Benchmark
  public Optional<Message> readNotifyPayment() {
    return MessageReader.read(Sample.NOTIFICATION);
  }
}
