/**
 * A sample backend and the scripted tour behind {@code plusgate demo}.
 *
 * <p>May import: app, simulator, config, protocol, signature, Vert.x. Deliberately absent: printing
 * (the command line does that) and any shortcut past the real sockets.
 */
@NullMarked
package io.plusgate.demo;

import org.jspecify.annotations.NullMarked;
