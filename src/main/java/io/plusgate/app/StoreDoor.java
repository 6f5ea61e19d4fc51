package io.plusgate.app;

import io.plusgate.store.Store;
import io.plusgate.store.StoreUnavailableException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way to the store, which may be away when the gateway starts: until it is there, everybody is
 * told that it is not, as when it goes away later.
 */
final class StoreDoor {
  private final Supplier<Future<Store>> opening;
  private final List<Consumer<Store>> guests = new CopyOnWriteArrayList<>();
  private volatile @Nullable Store store;
  private volatile String away = "not tried yet";

  private StoreDoor(Supplier<Future<Store>> opening) {
    this.opening = opening;
  }

  /** Fails only with what waiting does not mend. */
  static Future<StoreDoor> of(Supplier<Future<Store>> opening) {
    var door = new StoreDoor(opening);
    return door.knock()
        .map(door)
        .recover(
            failed ->
                failed instanceof StoreUnavailableException
                    ? Future.succeededFuture(door)
                    : Future.failedFuture(failed));
  }

  /** Tries to open the store unless it is open; not to be called again before that has ended. */
  Future<Void> knock() {
    return store != null
        ? Future.succeededFuture()
        : opening
            .get()
            .onSuccess(this::enter)
            .onFailure(failed -> away = String.valueOf(failed.getMessage()))
            .mapEmpty();
  }

  /** Does it in the store, or says that there is none yet. */
  <T> Future<T> in(Function<Store, Future<T>> work) {
    var open = store;
    return open == null
        ? Future.failedFuture(new StoreUnavailableException(away))
        : work.apply(open);
  }

  /** Why it is not open, if it is not. */
  Optional<String> away() {
    return store == null ? Optional.of(away) : Optional.empty();
  }

  /** Now if it is open, else as soon as it is. */
  void whenOpen(Consumer<Store> guest) {
    guests.add(guest);
    var open = store;
    if (open != null) {
      guest.accept(open);
    }
  }

  Future<Void> close() {
    var open = store;
    return open == null ? Future.succeededFuture() : open.close();
  }

  private void enter(Store opened) {
    store = opened;
    guests.forEach(guest -> guest.accept(opened));
  }
}
