/**
 * Backends to rehearse with: a merchant's and a wallet's that pass every case, and the same with
 * one flaw each, so that one can see what a rehearsal finds. They know the gateway only as a
 * backend does: plain HTTP. Deliberately absent: keys, and anything of the gateway's code.
 */
@NullMarked
package io.plusgate.rehearse.sample;

import org.jspecify.annotations.NullMarked;
