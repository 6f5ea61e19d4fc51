package io.plusgate.outbound;

import io.plusgate.config.LimitsConfig;
import io.plusgate.http.Admission;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import java.util.List;

/**
 * The room for calls of the backend, in compartments: {@code inquiryPayment} and {@code
 * cancelPayment} close payments and must never wait behind {@code pay}, which opens them; what is
 * handed over is only written down.
 */
public final class Admissions {
  private final Admission calls;
  private final Admission inquiries;
  private final Admission handovers;

  public Admissions(LimitsConfig limits) {
    this.calls = new Admission(limits.concurrentOutbound());
    this.inquiries = new Admission(limits.concurrentInquiries());
    this.handovers = new Admission(limits.concurrentOutbound());
  }

  Admission of(Api api) {
    return api.is(ApiCatalog.INQUIRY_PAYMENT) || api.is(ApiCatalog.CANCEL_PAYMENT)
        ? inquiries
        : calls;
  }

  /** From now on; who is in stays in. */
  public void limits(LimitsConfig next) {
    calls.limit(next.concurrentOutbound());
    inquiries.limit(next.concurrentInquiries());
    handovers.limit(next.concurrentOutbound());
  }

  Admission handovers() {
    return handovers;
  }

  boolean isClosed() {
    return calls.isClosed();
  }

  /** All compartments. */
  public List<Admission> all() {
    return List.of(calls, inquiries, handovers);
  }
}
