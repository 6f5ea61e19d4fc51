/**
 * What happens inside a wallet's app and in the libraries that Alipay+ gives to wallets, as plain
 * functions. None of it is a server call, and none of it passes through a gateway: identifyCode is
 * the Server SDK's, launch and handleAction the Client SDK's, decode and getAuthCode the app's.
 *
 * <p>May import: protocol, Vert.x core's Future and JSON. Deliberately absent: HTTP, and the
 * simulated Alipay+ itself, which hands in the rules.
 */
@NullMarked
package io.plusgate.simulator.sdk;

import org.jspecify.annotations.NullMarked;
