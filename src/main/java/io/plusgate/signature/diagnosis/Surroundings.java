package io.plusgate.signature.diagnosis;

import java.util.List;

/**
 * What else may have been signed: everything known around a message.
 *
 * @param keys the expected ones first
 * @param paths other paths of either side
 * @param clientIds other clients
 * @param times other times of the same exchange, e.g. the Request-Time of an answer
 * @param hosts host names (with port) that may have been signed with the path
 */
public record Surroundings(
    List<KnownKey> keys,
    List<String> paths,
    List<String> clientIds,
    List<String> times,
    List<String> hosts) {
  public Surroundings {
    keys = List.copyOf(keys);
    paths = List.copyOf(paths);
    clientIds = List.copyOf(clientIds);
    times = List.copyOf(times);
    hosts = List.copyOf(hosts);
  }

  /** Nothing but the keys. */
  public static Surroundings of(KnownKey... keys) {
    return new Surroundings(List.of(keys), List.of(), List.of(), List.of(), List.of());
  }
}
