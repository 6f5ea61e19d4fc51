package io.plusgate.outbound;

import io.plusgate.config.LimitsConfig;
import io.plusgate.http.Admission;
import io.plusgate.protocol.Api;
import io.plusgate.protocol.ApiCatalog;
import io.vertx.core.Future;

/**
 * The room for calls of the backend, in two compartments: {@code inquiryPayment} and {@code
 * cancelPayment} close payments and must never wait behind {@code pay}, which opens them.
 */
public final class Admissions {
  private final Admission calls;
  private final Admission inquiries;

  public Admissions(LimitsConfig limits) {
    this.calls = new Admission(limits.concurrentOutbound());
    this.inquiries = new Admission(limits.concurrentInquiries());
  }

  Admission of(Api api) {
    return api.is(ApiCatalog.INQUIRY_PAYMENT) || api.is(ApiCatalog.CANCEL_PAYMENT)
        ? inquiries
        : calls;
  }

  public int inFlight() {
    return calls.inFlight() + inquiries.inFlight();
  }

  /** Nobody new; completes when the last one in flight has left. */
  public Future<Void> close() {
    return Future.all(calls.close(), inquiries.close()).mapEmpty();
  }
}
