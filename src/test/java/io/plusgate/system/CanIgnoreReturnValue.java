package io.plusgate.system;

/** Tells Error Prone, which knows this name, that a result may be left unused in a test. */
@interface CanIgnoreReturnValue {}
