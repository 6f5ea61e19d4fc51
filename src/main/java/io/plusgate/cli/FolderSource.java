package io.plusgate.cli;

import io.plusgate.admin.AdminApi;
import io.plusgate.config.InquiryConfig;
import io.plusgate.config.StoreConfig;
import io.plusgate.payment.Arbiter;
import io.plusgate.store.Payload;
import io.plusgate.store.StoreRefusedException;
import io.plusgate.store.embedded.EmbeddedStore;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the store folder of a gateway that does not run, with the admin API's own answers. */
final class FolderSource implements Source {
  private final EmbeddedStore store;
  private final AdminApi api;

  private FolderSource(EmbeddedStore store, AdminApi api) {
    this.store = store;
    this.api = api;
  }

  /** Opens a folder that is there; it never makes one. */
  static FolderSource open(Path folder, List<String> clientIds) {
    check(folder);
    try {
      // Nothing is judged while reading, so any schedule will do.
      var arbiter = new Arbiter(InquiryConfig.defaults().policy());
      var store = EmbeddedStore.open(folder, new SecureRandom(), arbiter);
      var engine = new StoreConfig.Embedded(folder);
      return new FolderSource(
          store, new AdminApi(store, engine, () -> clientIds, Clock.systemUTC()));
    } catch (StoreRefusedException refused) {
      throw ExitException.unreachable(String.valueOf(refused.getMessage()));
    }
  }

  /** Ends the command where nobody's store is. */
  static void check(Path folder) {
    if (!isStore(folder)) {
      throw ExitException.usage("--folder: " + folder + " (expected: a gateway's store.path)");
    }
  }

  /** Whether somebody's store is there: every one has a file named CURRENT. */
  static boolean isStore(Path folder) {
    return Files.isRegularFile(folder.resolve("CURRENT"));
  }

  @Override
  public JsonObject get(String path, Map<String, String> parameters) {
    var given = MultiMap.caseInsensitiveMultiMap();
    parameters.forEach(given::add);
    var answer = Blocking.reach(api.get(path, given));
    return Answers.checked(answer.status(), answer.body());
  }

  /** The original bytes of a delivery, while they are kept. */
  Optional<Payload> payload(String webhookId) {
    return Blocking.reach(store.findPayload(webhookId));
  }

  @Override
  public void close() {
    Blocking.reach(store.close().map(true));
  }
}
