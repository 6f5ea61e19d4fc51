package io.plusgate.cli;

import io.plusgate.config.RouteConfig;
import io.plusgate.protocol.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the person who sets up a gateway decided. */
record InitPlan(
    Role role,
    String environment,
    String clientId,
    String partnerId,
    Optional<String> baseUrl,
    List<String> products,
    int bits) {
  static final List<String> PRODUCTS =
      List.of("PaymentCode", "OrderCode", "EntryCode", "Cashier", "AutoDebit");

  InitPlan {
    products = List.copyOf(products);
  }

  /** The products as Alipay+ spells them; all when none was named. */
  static List<String> known(List<String> named) {
    for (String product : named) {
      if (!PRODUCTS.contains(product)) {
        throw ExitException.usage(
            "--product: " + product + " (expected: some of " + PRODUCTS + ")");
      }
    }
    return named.isEmpty() ? PRODUCTS : named;
  }

  /** The calls of Alipay+ that an acquirer with these products gets. */
  List<RouteConfig> routes() {
    var routes = new ArrayList<RouteConfig>();
    routes.add(route("notifyPayment"));
    if (products.contains("OrderCode") || products.contains("EntryCode")) {
      routes.add(route("userInitiatedPay"));
    }
    if (products.contains("AutoDebit")) {
      routes.add(route("authNotify"));
      routes.add(route("consultUnbinding"));
    }
    routes.add(route("notifyRegistrationStatus"));
    return routes;
  }

  private static RouteConfig route(String api) {
    return RouteConfig.of("/alipayplus/" + api, api, "/" + api);
  }
}
