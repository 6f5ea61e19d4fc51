package io.plusgate.cli;

import io.plusgate.payment.PaymentKey;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which payments a file names: one {@code paymentRequestId} a line, with its Client-Id behind it
 * where there are several; or a gateway's log, of which the lines of outbound {@code pay} count.
 */
final class PaymentList {
  /** The longest paymentRequestId (D/api_acq/pay). */
  private static final int LONGEST = 64;

  private final Path file;
  private final List<String> clientIds;
  private final Set<PaymentKey> found = new LinkedHashSet<>();
  private int torn;

  private PaymentList(Path file, List<String> clientIds) {
    this.file = file;
    this.clientIds = clientIds;
  }

  /**
   * What was read.
   *
   * @param torn lines of a log that begin as one of the wanted and can't be read
   */
  record Read(Set<PaymentKey> payments, int torn) {}

  static Read read(Path file, List<String> clientIds) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException unreadable) {
      throw ExitException.usage(
          "--payments: " + file + " (expected: a text file we can read): " + unreadable);
    }
    var list = new PaymentList(file, clientIds);
    boolean isLog = lines.stream().anyMatch(PaymentList::isExchange);
    for (int number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1).strip();
      if (isLog) {
        list.exchange(line, number);
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        list.plain(line, number);
      }
    }
    return new Read(list.found, list.torn);
  }

  private static boolean isExchange(String line) {
    return line.contains("{\"time\":") && line.contains("\"message\":\"exchange\"");
  }

  private void exchange(String line, int number) {
    if (!isExchange(line)) {
      return;
    }
    try {
      var said = new JsonObject(line.substring(line.indexOf('{')));
      boolean isPay =
          "outbound".equals(said.getString("direction")) && "pay".equals(said.getString("api"));
      var id = said.getString("paymentRequestId");
      if (isPay && id != null) {
        add(id, Optional.ofNullable(said.getString("clientId")), number);
      }
    } catch (DecodeException cut) {
      torn++;
    }
  }

  private void plain(String line, int number) {
    var words = line.split("\\s+");
    if (words.length > 2 || line.matches(".*[,;\"{}].*")) {
      throw wrong(number, "more than ids", "paymentRequestId, and a Client-Id behind a blank");
    }
    add(words[0], words.length == 2 ? Optional.of(words[1]) : Optional.empty(), number);
  }

  private void add(String id, Optional<String> clientId, int number) {
    if (id.length() > LONGEST) {
      throw wrong(number, id.length() + " characters", "at most " + LONGEST);
    }
    if (clientId.isEmpty() && clientIds.size() > 1) {
      throw wrong(number, "no Client-Id", "one of " + clientIds + " behind the id");
    }
    var client = clientId.orElseGet(() -> clientIds.get(0));
    if (!clientIds.contains(client)) {
      throw wrong(number, "Client-Id " + client, "one of " + clientIds);
    }
    found.add(new PaymentKey(client, id));
  }

  private ExitException wrong(int number, String what, String expected) {
    return ExitException.usage(
        "--payments: %s line %d: %s (expected: %s)".formatted(file, number, what, expected));
  }
}
