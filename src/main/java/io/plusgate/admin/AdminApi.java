package io.plusgate.admin;

import io.plusgate.config.StoreConfig;
import io.plusgate.http.Problem;
import io.plusgate.store.Store;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/**
 * All that may be read under {@code /api/v1/} (docs/admin-api.md): the same answers over HTTP and
 * for the command line that looks into a stopped gateway's folder.
 */
public final class AdminApi {
  static final String ROOT = "/api/v1/";
  private static final String DELIVERIES = ROOT + "deliveries";
  private static final String PAYMENTS = ROOT + "payments";
  private static final String SEARCH = ROOT + "search";
  private static final String STORE = ROOT + "store";

  private final DeliveriesView deliveries;
  private final PaymentsView payments;
  private final SearchView search;
  private final StoreView storeView;

  public AdminApi(
      Store store,
      StoreConfig.Engine engine,
      Supplier<List<String>> clientIds,
      InstantSource clock) {
    this.deliveries = new DeliveriesView(store, clock);
    this.payments = new PaymentsView(store, clientIds, clock);
    this.search = new SearchView(store, clientIds, clock);
    this.storeView = new StoreView(store, engine);
  }

  /** The answer to a GET; it fails only when the store does. */
  public Future<ApiAnswer> get(String path, MultiMap parameters) {
    try {
      if (path.startsWith(PAYMENTS + "/")) {
        return payments.show(decoded(path.substring(PAYMENTS.length() + 1)), parameters);
      }
      return switch (path) {
        case DELIVERIES -> deliveries.list(parameters);
        case PAYMENTS -> payments.list(parameters);
        case SEARCH -> search.find(parameters);
        case STORE -> storeView.show();
        default -> Future.succeededFuture(ApiAnswer.of(notFound()));
      };
    } catch (BadQueryException bad) {
      return Future.succeededFuture(ApiAnswer.badQuery(bad));
    }
  }

  static Problem notFound() {
    return new Problem(
        404,
        "not-found",
        "No such address",
        "Served here: /livez, /readyz, /startupz, /metrics, /console/, and below /api/v1: alarms,"
            + " captures, config, deliveries, events, keys, log, overview, payments, reload,"
            + " replay, search, store (docs/admin-api.md).");
  }

  /** One segment of a path; a plus sign is a plus sign there. */
  static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Asked.wrong("path", segment, "percent-encoded UTF-8");
    }
  }
}
