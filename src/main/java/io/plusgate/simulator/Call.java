package io.plusgate.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** A partner's call that was let in, and what is to be done with it. */
record Call(SimulatedClient client, JsonObject body, Scenario scenario, Instant at) {
  String clientId() {
    return client.clientId();
  }

  Optional<String> text(String place) {
    return Fields.text(body, place);
  }

  /** The first of these places where nothing stands. */
  Optional<String> missing(String... places) {
    return Stream.of(places)
        .filter(place -> text(place).isEmpty() && !holdsObject(place))
        .findFirst();
  }

  private boolean holdsObject(String place) {
    return place.indexOf('.') < 0 && Fields.object(body, place).isPresent();
  }
}
