package io.plusgate.app;

import io.plusgate.config.ConfigResult;
import io.plusgate.config.GatewayConfig;
import io.plusgate.config.LogConfig;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where a gateway's configuration came from.
 *
 * @param read reads it again, with every file that it names; may block
 * @param log sets the log of this process as a changed configuration says
 */
public record ConfigSource(Supplier<ConfigResult<GatewayConfig>> read, Consumer<LogConfig> log) {}
