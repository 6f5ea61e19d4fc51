package io.plusgate.store;

/** A delivery that is ours until its lease ends, with the bytes to send. */
public record ClaimedDelivery(Delivery delivery, Payload payload, Lease lease) {}
