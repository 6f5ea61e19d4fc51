package io.plusgate.config;

import io.plusgate.config.HandoverConfig.NotifyPayment;
import io.plusgate.config.InboundConfig.UnknownPathCode;
import io.plusgate.config.InquiryConfig.Then;
import io.plusgate.config.LogConfig.Format;
import io.plusgate.config.LogConfig.Level;
import io.plusgate.config.OutboundConfig.Journal;
import io.plusgate.config.OutboundConfig.WhenUnknown;
import java.util.TreeMap;

/** Reads the sections that all have defaults: how the flows behave. */
final class FlowsSection {
  private FlowsSection() {}

  static InquiryConfig inquiry(Section section) {
    var otherwise = InquiryConfig.defaults();
    var then = section.choice("then", Then.values(), otherwise.then());
    var schedules = new TreeMap<String, ScheduleConfig>();
    section
        .section("schedules")
        .named()
        .forEach(
            (product, own) -> {
              schedules.put(product, schedule(own, otherwise.schedule(product)));
            });
    var cancel = section.section("cancel");
    var gaps = cancel.durations("gaps", otherwise.cancelGaps());
    cancel.finish();
    var perSecond = section.number("perSecond", otherwise.perSecond());
    var perClient = section.number("perSecondPerClient", otherwise.perSecondPerClient());
    var silentAfter = section.duration("silentAfter", otherwise.silentAfter());
    return section.build(
        () -> new InquiryConfig(then, schedules, gaps, perSecond, perClient, silentAfter),
        () -> otherwise);
  }

  private static ScheduleConfig schedule(Section section, ScheduleConfig otherwise) {
    var gaps = section.durations("gaps", otherwise.gaps());
    var forTime = section.duration("for", otherwise.forTime());
    return section.build(() -> new ScheduleConfig(gaps, forTime), () -> otherwise);
  }

  static DeliveryConfig delivery(Section section) {
    var otherwise = DeliveryConfig.defaults();
    var retry = section.durations("retry", otherwise.retry());
    var parkAfter = section.duration("parkAfter", otherwise.parkAfter());
    var timeout = section.duration("timeout", otherwise.timeout());
    var parallel = section.number("parallel", otherwise.parallel());
    return section.build(
        () -> new DeliveryConfig(retry, parkAfter, timeout, parallel), () -> otherwise);
  }

  static HandoverConfig handover(Section section) {
    var otherwise = HandoverConfig.defaults();
    var mode = section.choice("notifyPayment", NotifyPayment.values(), otherwise.notifyPayment());
    var gaps = section.durations("gaps", otherwise.gaps());
    return section.build(() -> new HandoverConfig(mode, gaps), () -> otherwise);
  }

  static DeadlinesConfig deadlines(Section section) {
    var byApi = section.namedDurations();
    return section.build(() -> new DeadlinesConfig(byApi), DeadlinesConfig::defaults);
  }

  static LimitsConfig limits(Section section) {
    var otherwise = LimitsConfig.defaults();
    var bodyBytes = section.size("bodyBytes", otherwise.bodyBytes());
    var headerBytes = section.size("headerBytes", otherwise.headerBytes());
    var connections = section.number("connections", otherwise.connections());
    var outbound = section.number("concurrentOutbound", otherwise.concurrentOutbound());
    var inquiries = section.number("concurrentInquiries", otherwise.concurrentInquiries());
    var inbound = section.number("concurrentInbound", otherwise.concurrentInbound());
    var notifications =
        section.number("concurrentNotifications", otherwise.concurrentNotifications());
    var waiters = section.number("waiters", otherwise.waiters());
    var bodies = section.size("bodiesInFlight", Math.max(bodyBytes, otherwise.bodiesInFlight()));
    var queue = section.duration("queueTime", otherwise.queueTime());
    var request = section.duration("requestTimeout", otherwise.requestTimeout());
    var idle = section.duration("idleTimeout", otherwise.idleTimeout());
    return section.build(
        () ->
            new LimitsConfig(
                bodyBytes,
                headerBytes,
                connections,
                outbound,
                inquiries,
                inbound,
                notifications,
                waiters,
                bodies,
                queue,
                request,
                idle),
        () -> otherwise);
  }

  static OutboundConfig outbound(Section section) {
    var otherwise = OutboundConfig.defaults();
    var whenUnknown = section.choice("whenUnknown", WhenUnknown.values(), otherwise.whenUnknown());
    var journal = section.choice("journal", Journal.values(), otherwise.journal());
    return section.build(() -> new OutboundConfig(whenUnknown, journal), () -> otherwise);
  }

  static InboundConfig inbound(Section section) {
    var otherwise = InboundConfig.defaults();
    var skew = section.optionalDuration("clockSkew");
    var code =
        section.choice("unknownPathCode", UnknownPathCode.values(), otherwise.unknownPathCode());
    var status = section.number("refusalStatus", otherwise.refusalStatus());
    var margin = section.duration("backendMargin", otherwise.backendMargin());
    return section.build(() -> new InboundConfig(skew, code, status, margin), () -> otherwise);
  }

  static LogConfig log(Section section) {
    var otherwise = LogConfig.defaults();
    var format = section.choice("format", Format.values(), otherwise.format());
    var level = section.choice("level", Level.values(), otherwise.level());
    var access = section.yesNo("access", otherwise.access());
    return section.build(() -> new LogConfig(format, level, access), () -> otherwise);
  }

  static TracingConfig tracing(Section section) {
    var otherwise = TracingConfig.defaults();
    var otlp = section.optionalUrl("otlp");
    var ratio = section.fraction("ratio", otherwise.ratio());
    return section.build(() -> new TracingConfig(otlp, ratio), () -> otherwise);
  }

  static ReloadConfig reload(Section section) {
    var otherwise = ReloadConfig.defaults();
    var watch = section.yesNo("watch", otherwise.watch());
    var every = section.duration("every", otherwise.every());
    return section.build(() -> new ReloadConfig(watch, every), () -> otherwise);
  }
}
