package io.plusgate.store;

import java.util.Optional;

/**
 * Which events of all payments.
 *
 * @param source the API that they came of
 * @param after where the page before ended ({@link Page#next}); nothing for the first page
 */
public record EventQuery(String source, Optional<String> after) {}
