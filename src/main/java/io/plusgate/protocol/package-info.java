/**
 * Alipay+'s vocabulary: APIs, results, amounts, times, headers, and the reader that takes the few
 * fields we need out of a body.
 *
 * <p>Imports nothing of ours; jackson-core in {@link io.plusgate.protocol.MessageReader} and {@link
 * io.plusgate.protocol.ResultBody} only. Deliberately absent: Vert.x, keys, any writing of a
 * received body (bytes are passed on as they came).
 */
@NullMarked
package io.plusgate.protocol;

import org.jspecify.annotations.NullMarked;
