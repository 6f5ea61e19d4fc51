package io.plusgate.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads a list of the admin API page by page. */
final class Pages {
  private static final int PAGE = 500;

  private Pages() {}

  /** The first {@code limit} of the list, and where it goes on if it does. */
  static JsonObject first(
      Source source,
      String path,
      String name,
      Map<String, String> filter,
      @Nullable String start,
      int limit) {
    var rows = new JsonArray();
    String after = start;
    do {
      int wanted = Math.min(PAGE, limit - rows.size());
      var page = source.get(path, parameters(filter, wanted, after));
      page.getJsonArray(name).forEach(rows::add);
      after = page.getString("next");
    } while (after != null && rows.size() < limit);
    var all = new JsonObject().put(name, rows);
    return after == null ? all : all.put("next", after);
  }

  /** Every row, one after the other; only one page of them is in memory. */
  static void each(
      Source source,
      String path,
      String name,
      Map<String, String> filter,
      Consumer<JsonObject> row) {
    String after = null;
    do {
      var page = source.get(path, parameters(filter, PAGE, after));
      page.getJsonArray(name).forEach(one -> row.accept((JsonObject) one));
      after = page.getString("next");
    } while (after != null);
  }

  /** Says how many there are, and how to see more. */
  static void printEnd(JsonObject page, String name, PrintWriter out) {
    int count = page.getJsonArray(name).size();
    String counted = count + " " + (count == 1 ? one(name) : name);
    String next = page.getString("next");
    out.println(next == null ? counted : counted + ", more with --after " + next);
  }

  private static String one(String many) {
    return many.endsWith("ies")
        ? many.substring(0, many.length() - 3) + "y"
        : many.substring(0, many.length() - 1);
  }

  /** Adds what was said to the filter. */
  static void put(Map<String, String> filter, String name, @Nullable String value) {
    if (value != null) {
      filter.put(name, value);
    }
  }

  private static Map<String, String> parameters(
      Map<String, String> filter, int limit, @Nullable String after) {
    var parameters = new LinkedHashMap<>(filter);
    parameters.put("limit", String.valueOf(limit));
    put(parameters, "after", after);
    return parameters;
  }
}
