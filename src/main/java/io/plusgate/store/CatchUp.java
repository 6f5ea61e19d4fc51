package io.plusgate.store;

/**
 * What the catch-up of a store has to do.
 *
 * @param known payments of the copy that were not at their end
 * @param added payments that the copy did not know
 * @param listedBefore listed ones that it did know
 */
public record CatchUp(long known, long added, long listedBefore) {}
