/** What the configuration promises its operator. */
@NullMarked
package io.plusgate.config;

import org.jspecify.annotations.NullMarked;
