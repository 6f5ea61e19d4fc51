/** Tests of the server plumbing. */
@NullMarked
package io.plusgate.http;

import org.jspecify.annotations.NullMarked;
