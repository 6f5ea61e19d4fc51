/**
 * The operator's door: health, metrics, admin API, console. On its own listener, so that nothing of
 * it can be reached from the backend's or Alipay+'s side.
 *
 * <p>May import: store, payment (values), http, config, metrics, protocol, Vert.x. Deliberately
 * absent: secrets in any answer, and any look into the store during a scrape.
 */
@NullMarked
package io.plusgate.admin;

import org.jspecify.annotations.NullMarked;
