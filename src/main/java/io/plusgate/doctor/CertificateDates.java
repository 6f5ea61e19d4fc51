package io.plusgate.doctor;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** How long a chain of certificates still holds. */
record CertificateDates(Instant from, Instant until, String endsFirst) {
  private static final Duration SOON = Duration.ofDays(30);

  /** Of all of them together: from the last beginning to the first end. */
  static CertificateDates of(List<X509Certificate> chain) {
    var latest =
        chain.stream()
            .map(one -> one.getNotBefore().toInstant())
            .max(Comparator.naturalOrder())
            .orElse(Instant.MIN);
    var first =
        chain.stream().min(Comparator.comparing(X509Certificate::getNotAfter)).orElseThrow();
    return new CertificateDates(latest, first.getNotAfter().toInstant(), name(first));
  }

  /** Puts what it means under this check. */
  void judge(Findings findings, String check, String subject, String seen, Instant now) {
    String dates =
        seen + ", valid until " + until + " (" + days(now) + (days(now) == 1 ? " day)" : " days)");
    if (now.isBefore(from)) {
      findings.fail(
          check,
          subject,
          seen + ", valid only from " + from,
          "set this machine's clock right, or use a certificate that is valid now");
    } else if (!now.isBefore(until)) {
      findings.fail(check, subject, dates, "it has expired: renew " + endsFirst);
    } else if (now.plus(SOON).isAfter(until)) {
      findings.warn(check, subject, dates, "renew " + endsFirst + " now");
    } else {
      findings.ok(check, subject, dates);
    }
  }

  private long days(Instant now) {
    return Duration.between(now, until).toDays();
  }

  /** The common name, or all of the name when there is none. */
  static String name(X509Certificate certificate) {
    return name(certificate.getSubjectX500Principal().getName());
  }

  static String issuer(X509Certificate certificate) {
    return name(certificate.getIssuerX500Principal().getName());
  }

  private static String name(String distinguished) {
    for (String part : distinguished.split("(?<!\\\\),", -1)) {
      if (part.startsWith("CN=")) {
        return part;
      }
    }
    return distinguished;
  }
}
