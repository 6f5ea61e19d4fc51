package io.plusgate.alipayplus;

import io.plusgate.protocol.Api;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * One call to be made: what, with which bytes, and how long to wait.
 *
 * @param path the path below the base URL, e.g. {@code /aps/api/v1/payments/pay}
 * @param body the exact bytes to be signed and sent
 * @param headers what the backend wants passed on; already without what only we may set
 * @param deadline the whole wait, from now to the last byte of the answer
 * @param elsewhere scheme and host, where Alipay+ has named another address for this call than the
 *     configured base URL; the path is then complete
 */
public record Call(
    Api api,
    String path,
    Buffer body,
    MultiMap headers,
    Duration deadline,
    Optional<URI> elsewhere) {

  /** A call to the configured base URL. */
  public Call(Api api, String path, Buffer body, MultiMap headers, Duration deadline) {
    this(api, path, body, headers, deadline, Optional.empty());
  }
}
