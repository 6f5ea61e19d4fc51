/** What the operator is told, as pure rules. */
@NullMarked
package io.plusgate.admin;

import org.jspecify.annotations.NullMarked;
