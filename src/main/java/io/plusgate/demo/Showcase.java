package io.plusgate.demo;

import io.plusgate.protocol.AlipayHeader;
import io.plusgate.protocol.ApiCatalog;
import io.plusgate.simulator.Exchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** What the demo shows beside the tour: one real call, the addresses, and light traffic. */
public final class Showcase {
  private static final int LINE = 92;

  /** Traffic that can be stopped. */
  public interface Traffic {
    Future<Void> stop();
  }

  private Showcase() {}

  /** The first pay of the tour as it stood on the wire, long values cut. */
  public static List<String> lastPay(Demo demo) {
    return demo.simulator().exchanges().of(ApiCatalog.PAY).stream()
        .filter(Exchange::received)
        .findFirst()
        .map(Showcase::wire)
        .orElse(List.of("(none)"));
  }

  public static List<String> addresses(Demo demo) {
    return List.of(
        "the console, in a browser          " + demo.consoleUrl(),
        "call Alipay+ through the gateway   POST " + demo.acquirerUrl() + "/aps/api/v1/payments/…",
        "the acquirer gateway's metrics     " + demo.acquirerAdminUrl() + "/metrics",
        "the wallet gateway's metrics       " + demo.walletAdminUrl() + "/metrics",
        "what Alipay+ saw, byte for byte    "
            + demo.simulator().controlUrl()
            + "/control/exchanges",
        "Alipay+'s own books                " + demo.simulator().controlUrl() + "/control/books");
  }

  /**
   * One payment every two seconds, of several kinds in turn; the third is parked for the console.
   */
  public static Traffic traffic(Vertx vertx, Demo demo) {
    var caller = new Caller(vertx);
    var count = new AtomicLong();
    String[] amounts = {"1000", "2500", "9021", "9011", "9052", "700", "9040"};
    long timer =
        vertx.setPeriodic(
            2_000,
            tick -> {
              long n = count.incrementAndGet();
              boolean refused = n == 3;
              String amount = refused ? "9051" : amounts[(int) (n % amounts.length)];
              String id = refused ? SampleBackend.REFUSED : "demo-traffic-" + n;
              caller
                  .post(
                      demo.acquirerUrl() + "/aps/api/v1/payments/" + ApiCatalog.PAY,
                      Messages.userPresentedPay(id, amount, demo.notifyUrl()))
                  .onFailure(stopping -> {});
            });
    return () -> {
      vertx.cancelTimer(timer);
      return Future.succeededFuture();
    };
  }

  private static List<String> wire(Exchange exchange) {
    List<String> lines = new ArrayList<>();
    lines.add("POST " + exchange.path() + " HTTP/1.1");
    for (String name :
        List.of(AlipayHeader.CLIENT_ID, AlipayHeader.REQUEST_TIME, AlipayHeader.SIGNATURE)) {
      exchange.requestHeaders().entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> name + ": " + header.getValue())
          .forEach(line -> lines.add(cut(line)));
    }
    lines.add("");
    lines.add(cut(exchange.requestBody()));
    lines.add(
        String.format(Locale.ROOT, "→ Alipay+ says of the signature: %s", exchange.verdict()));
    return lines;
  }

  private static String cut(String line) {
    return line.length() <= LINE ? line : line.substring(0, LINE - 2) + " …";
  }
}
