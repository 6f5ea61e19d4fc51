/**
 * What is measured: every meter, its unit, labels and help, in one class.
 *
 * <p>May import: protocol, Micrometer. Deliberately absent: ids and raw paths (labels are closed
 * sets), and any look into the store (a scrape only reads numbers that are already there).
 */
@NullMarked
package io.plusgate.metrics;

import org.jspecify.annotations.NullMarked;
