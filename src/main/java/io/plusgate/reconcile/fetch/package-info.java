/**
 * Brings report files from Alipay+'s SFTP server, resuming what was cut, from a pinned host only.
 *
 * <p>May import {@code reconcile} and Apache MINA SSHD. Deliberately absent: what is in the files;
 * accepting a host key nobody wrote down.
 */
@NullMarked
package io.plusgate.reconcile.fetch;

import org.jspecify.annotations.NullMarked;
