/**
 * The one way to call the payment backend: its address, the headers it gets, the verdict on what it
 * answers.
 *
 * <p>May import: protocol, config, metrics, http (raw bodies), Vert.x. Deliberately absent: the
 * store and any retry (delivery decides that), redirects (never followed).
 */
@NullMarked
package io.plusgate.backend;

import org.jspecify.annotations.NullMarked;
