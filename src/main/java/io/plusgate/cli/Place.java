package io.plusgate.cli;

import io.plusgate.config.ClientConfig;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that name where to read from: a running gateway, or a stopped one's folder. */
final class Place {
  @Mixin private final AdminAddress admin = new AdminAddress();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Read a stopped gateway's store folder instead (store.path).")
  private @Nullable Path folder;

  Source open() {
    return folder == null ? admin.client() : openFolder(folder);
  }

  boolean isFolder() {
    return folder != null;
  }

  /** Whether a configuration names the clients. */
  boolean knowsClients() {
    return admin.config().isPresent();
  }

  private FolderSource openFolder(Path named) {
    List<String> clientIds =
        admin
            .config()
            .map(config -> config.clients().stream().map(ClientConfig::clientId).toList())
            .orElse(List.of());
    return FolderSource.open(named, clientIds);
  }
}
