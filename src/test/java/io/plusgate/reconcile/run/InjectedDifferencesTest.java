package io.plusgate.reconcile.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.plusgate.protocol.Amount;
import io.plusgate.protocol.Role;
import io.plusgate.reconcile.Finding;
import io.plusgate.reconcile.match.Window;
import io.plusgate.reconcile.profile.ProfileReader;
import io.plusgate.simulator.BookedPayment;
import io.plusgate.simulator.BookedRefund;
import io.plusgate.simulator.PaymentState;
import io.plusgate.simulator.ReportFault;
import io.plusgate.simulator.SettlementReports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the simulator gets wrong on purpose is found, each by its name, and nothing else. */
class InjectedDifferencesTest {
  private static final int SEEDS = 120;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
  private static final List<String> SETTLED = List.of("EUR", "SGD", "USD");
  private static final List<PaymentState> STATES = List.of(PaymentState.values());
  private static final List<String> PAID = List.of("JPY", "KRW", "CNY", "USD");

  @TempDir private Path folder;

  @Test
  void findsExactlyWhatWasInjected() throws IOException {
    for (int seed = 0; seed < SEEDS; seed++) {
      var random = new Random(seed);
      var role = seed % 2 == 0 ? Role.ACQP : Role.MPP;
      var books = seed % 10 == 9 ? List.<BookedPayment>of() : books(role, random);
      var reports =
          new SettlementReports("P_" + role, DAY, InjectedDifferencesTest::agreement)
              .write(books, agreements(), faults(seed, random), random);

      var found = reconcile(seed, books, reports, random);

      assertThat(found).as("seed %s", seed).isEqualTo(expected(reports));
    }
  }

  private Set<String> reconcile(
      int seed, List<BookedPayment> books, SettlementReports reports, Random random)
      throws IOException {
    var here = Files.createDirectory(folder.resolve("seed" + seed));
    for (var file : reports.files().entrySet()) {
      assertThat(Files.write(here.resolve(file.getKey()), file.getValue())).isNotEmptyFile();
    }
    var ledger = Files.writeString(here.resolve("ledger.csv"), ledger(books, random));
    var findings = new ArrayList<Finding>();
    var outcome =
        new Reconciliation(
                ProfileReader.read(Path.of("conf/reports/two-section.yaml")),
                new Window(DAY, DAY, Duration.ofMinutes(30)),
                0,
                folder,
                rows -> {})
            .run(
                List.of(here),
                new CsvLedger(ledger, ProfileReader.read(Path.of("conf/reports/ledger.yaml"))),
                findings::add);
    assertThat(outcome.sets()).isGreaterThanOrEqualTo(2 * agreements().size() - 2);
    var found = new TreeSet<String>();
    findings.forEach(finding -> found.add(finding.difference() + " " + finding.alipayId()));
    assertThat(found).hasSameSizeAs(findings);
    boolean waiting = found.stream().allMatch(one -> one.startsWith("TIMING"));
    assertThat(outcome.agrees()).isEqualTo(waiting);
    return found;
  }

  private static Set<String> expected(SettlementReports reports) {
    var expected = new TreeSet<String>();
    reports
        .injected()
        .forEach(wrong -> expected.add(difference(wrong.fault()) + " " + wrong.transactionId()));
    return expected;
  }

  private static String difference(ReportFault fault) {
    return switch (fault) {
      case LOST_ROW -> "MISSING_AT_ALIPAYPLUS";
      case STRANGE_ROW -> "MISSING_HERE";
      case OTHER_AMOUNT -> "AMOUNT_DIFFERS";
      case OTHER_CURRENCY -> "CURRENCY_DIFFERS";
      case UNSUCCESSFUL_ROW -> "STATUS_DIFFERS";
      case OTHER_FEE -> "FEE_DIFFERS";
      case ROW_TWICE -> "DUPLICATE";
      case OTHER_DAY -> "TIMING";
      case OTHER_SETTLEMENT -> "AMOUNT_DIFFERS";
      case CUT_SHORT -> "DAMAGED_SET";
    };
  }

  private static List<ReportFault> faults(int seed, Random random) {
    if (seed % 10 == 9) {
      return List.of();
    }
    var faults = new ArrayList<ReportFault>();
    for (var fault : ReportFault.values()) {
      for (int times = random.nextInt(3); times > 0; times--) {
        boolean ofASet = fault == ReportFault.CUT_SHORT || fault == ReportFault.OTHER_SETTLEMENT;
        int rarely = fault == ReportFault.CUT_SHORT ? 4 : 3;
        if (!ofASet || (seed % rarely == 0 && !faults.contains(fault))) {
          faults.add(fault);
        }
      }
    }
    return faults;
  }

  private static Set<String> agreements() {
    return new TreeSet<>(List.of("EUR_A1", "SGD_A1", "USD_A1", "USD_CN"));
  }

  /** A second agreement of the same currency for payments from mainland China. */
  private static String agreement(BookedPayment payment) {
    String currency = payment.settlementAmount().currency();
    boolean china = currency.equals("USD") && payment.amount().currency().equals("CNY");
    return currency + (china ? "_CN" : "_A1");
  }

  private static List<BookedPayment> books(Role role, Random random) {
    var books = new ArrayList<BookedPayment>();
    int count = 40 + random.nextInt(300);
    for (int number = 0; number < count; number++) {
      var state = STATES.get(random.nextInt(STATES.size()));
      books.add(
          payment(role, number, random.nextInt(3) > 0 ? PaymentState.SUCCEEDED : state, random));
    }
    return books;
  }

  private static BookedPayment payment(Role role, int number, PaymentState state, Random random) {
    var amount = new Amount(1_000 + random.nextInt(90_000), PAID.get(random.nextInt(PAID.size())));
    var settled = new Amount(100 + random.nextInt(9_000), SETTLED.get(random.nextInt(3)));
    var refunds = new ArrayList<BookedRefund>();
    for (int refund = state == PaymentState.SUCCEEDED ? random.nextInt(4) - 1 : 0;
        refund > 0;
        refund--) {
      refunds.add(
          new BookedRefund(
              "RR" + number + "-" + refund,
              "RF" + number + "-" + refund,
              new Amount(1 + amount.value() / 4, amount.currency()),
              time(random)));
    }
    var ended = time(random);
    return new BookedPayment(
        role,
        "C",
        "R" + number,
        "A" + number,
        amount,
        settled,
        state,
        "",
        ended,
        Optional.of(ended),
        0,
        false,
        refunds,
        List.of(),
        Optional.empty());
  }

  /** Far enough from both cuts that nothing may be carried over by chance. */
  private static Instant time(Random random) {
    return DAY.atTime(1 + random.nextInt(22), random.nextInt(60)).toInstant(ZoneOffset.ofHours(8));
  }

  private static String ledger(List<BookedPayment> books, Random random) {
    var text =
        new StringBuilder(
            "type,requestId,alipayId,originalId,amount,currency,settlementAmount,"
                + "settlementCurrency,fee,feeCurrency,status,time\n");
    for (var payment : books) {
      // Now and then our side knows Alipay+'s id only.
      String request = random.nextInt(10) == 0 ? "" : payment.paymentRequestId();
      line(
          text,
          "PAYMENT",
          request,
          payment.paymentId(),
          "",
          payment.amount(),
          payment.settlementAmount(),
          status(payment.state()),
          payment.endedAt().orElseThrow());
      for (var refund : payment.refunds()) {
        long part =
            payment.settlementAmount().value() * refund.amount().value() / payment.amount().value();
        line(
            text,
            "REFUND",
            refund.refundRequestId(),
            refund.refundId(),
            payment.paymentId(),
            refund.amount(),
            new Amount(part, payment.settlementAmount().currency()),
            "SUCCEEDED",
            refund.refundedAt());
      }
    }
    return text.toString();
  }

  private static void line(
      StringBuilder text,
      String type,
      String request,
      String id,
      String original,
      Amount amount,
      Amount settled,
      String status,
      Instant time) {
    text.append(
        String.join(
            ",",
            type,
            request,
            id,
            original,
            "" + amount.value(),
            amount.currency(),
            "" + settled.value(),
            settled.currency(),
            "" + (settled.value() * 6 + 500) / 1_000,
            settled.currency(),
            status,
            time.toString() + "\n"));
  }

  private static String status(PaymentState state) {
    return state == PaymentState.IN_PROCESS ? "OPEN" : state.name();
  }
}
