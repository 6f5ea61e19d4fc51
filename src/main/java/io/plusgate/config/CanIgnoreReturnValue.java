package io.plusgate.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Target;

/** Says that what a method returns is for chaining only; Error Prone knows it by its name. */
@Target(ElementType.TYPE)
@interface CanIgnoreReturnValue {}
