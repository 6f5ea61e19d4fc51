/**
 * The acceptance matrix, played against the user's own backend: a gateway and a simulated Alipay+
 * in this process, the backend behind them, each case judged by what was really sent.
 *
 * <p>A case is a script in plain steps on the caller's thread, which may wait. What only the
 * backend itself can do or know (start a payment, say how it stands in its books) it is asked for
 * over the rehearsal contract of docs/rehearse.md; that contract is ours, no part of Alipay+.
 *
 * <p>Deliberately absent: keys in what is kept and shown, and any Alipay+ but the simulated one.
 */
@NullMarked
package io.plusgate.rehearse;

import org.jspecify.annotations.NullMarked;
