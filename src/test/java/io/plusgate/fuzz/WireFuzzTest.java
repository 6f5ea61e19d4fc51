package io.plusgate.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.plusgate.system.FakeBackend;
import io.plusgate.system.TestGateway;
import io.plusgate.system.Waiting;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Thousands of made-up requests to a whole gateway, of which the backend sees the signed ones. */
class WireFuzzTest {
  private static final int CALLERS = 8;
  private static final int ROUNDS = 5;
  private static final int INPUTS = 60;

  @TempDir private Path folder;
  private final Errors errors = new Errors();
  private Vertx vertx;
  private FakeBackend backend;
  private TestGateway gateway;

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    backend = new FakeBackend(vertx);
    backend.answers(200, "{\"result\":{\"resultCode\":\"UNKNOWN\",\"resultStatus\":\"U\"}}");
    gateway =
        TestGateway.acqp(vertx, folder)
            .backend(backend.url())
            .route(WireSeeds.NOTIFY, "notifyPayment", "/notifyPayment")
            .route(WireSeeds.RELAY, "userInitiatedPay", "/userInitiatedPay")
            .start();
    errors.start();
    root().addAppender(errors);
  }

  @AfterEach
  void stop() {
    root().detachAppender(errors);
    gateway.close();
    backend.close();
    Waiting.on(vertx.close());
  }

  @Test
  void nothingUnsignedIsTakenAndTheDoorStaysOpen() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      callers(round);
      assertThat(answerToTheLawful()).contains("\"resultStatus\":\"S\"");
    }

    assertThat(errors.seen).isEmpty();
    assertThat(backend.received())
        .isNotEmpty()
        .allSatisfy(
            call -> {
              String body = new String(call.body(), UTF_8);
              assertThat(Set.of(WireSeeds.PAID, WireSeeds.SCANNED)).contains(body);
              assertThat(call.header("Plusgate-Verified")).isEqualTo("keyVersion=1");
            });
  }

  /** Every second caller has no signature of Alipay+'s to play with. */
  private void callers(int round) throws ExecutionException, InterruptedException {
    var unsigned = Stream.concat(WireSeeds.unsigned().stream(), Seeds.of("wire").stream()).toList();
    var all = Stream.concat(WireSeeds.signed().stream(), unsigned.stream()).toList();
    var target = new WireTarget(gateway.alipayPlusUrl(), INPUTS);
    var threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> ends = new ArrayList<>();
      for (int caller = 0; caller < CALLERS; caller++) {
        var seeds = caller % 2 == 0 ? unsigned : all;
        var run = new FuzzRun(target, seeds, FuzzRun.SEED + (long) round * CALLERS + caller);
        ends.add(threads.submit(run::run));
      }
      for (var end : ends) {
        end.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private String answerToTheLawful() {
    var answer = gateway.notified(WireSeeds.NOTIFY, WireSeeds.PAID);
    return new String(answer.body(), UTF_8);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  }

  /** What nothing that a stranger sends may ever make us say. */
  private static final class Errors extends AppenderBase<ILoggingEvent> {
    private final Queue<String> seen = new ConcurrentLinkedQueue<>();

    @Override
    protected void append(ILoggingEvent event) {
      if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
        var cause = event.getThrowableProxy();
        seen.add(event.getFormattedMessage() + (cause == null ? "" : ": " + cause.getMessage()));
      }
    }
  }
}
