package io.plusgate.inbound;

import io.plusgate.protocol.Api;
import java.util.Optional;

/**
 * A path at which Alipay+ calls us.
 *
 * @param api with the deadline that configuration gives it
 * @param to path on the backend
 * @param signedPath the public path registered with Alipay+, when a proxy in front of us rewrites
 *     it (protocol 1.4)
 * @param clientId the only client that may be named here, when configured
 */
record Route(
    String path, Api api, String to, Optional<String> signedPath, Optional<String> clientId) {}
