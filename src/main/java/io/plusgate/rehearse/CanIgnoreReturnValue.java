package io.plusgate.rehearse;

/** Tells Error Prone, which knows this name, that a fluent method's result may be left unused. */
@interface CanIgnoreReturnValue {}
