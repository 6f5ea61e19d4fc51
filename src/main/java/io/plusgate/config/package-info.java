/**
 * What the operator decides: one record per section of the configuration, and the reader that makes
 * them from YAML, the environment and secret files and reports every problem at once.
 *
 * <p>May import {@link io.plusgate.protocol} and the values of {@code payment}; Jackson YAML in the
 * one class that reads the file. Nothing else of ours reads files or the environment. Deliberately
 * absent: Vert.x, parsing of keys ({@code signature} does that), anything that runs.
 */
@NullMarked
package io.plusgate.config;

import org.jspecify.annotations.NullMarked;
