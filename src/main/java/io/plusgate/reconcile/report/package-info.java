/**
 * Findings as files for people and programs: CSV that no spreadsheet runs, JSON lines, one HTML
 * page.
 *
 * <p>May import {@code reconcile}. Deliberately absent: the terminal, which is the command line's.
 */
@NullMarked
package io.plusgate.reconcile.report;

import org.jspecify.annotations.NullMarked;
