package io.plusgate.rehearse;

/**
 * One thing that was looked at in a case.
 *
 * @param seen what there was instead, or what showed that it held
 * @param remedy what to mend; empty when it held
 */
public record Check(boolean held, String what, String seen, String remedy) {}
