package io.plusgate.rehearse;

import io.plusgate.protocol.Role;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All cases of a role, in the matrix's order (practice 4). */
public final class Matrix {
  private Matrix() {}

  static List<Case> of(Role role) {
    var cases =
        role == Role.ACQP
            ? Stream.of(AcquirerCases.list(), AcquirerOrderCases.list())
            : Stream.of(WalletCases.list(), WalletCodeCases.list());
    return cases.flatMap(List::stream).sorted(Comparator.comparing(Case::id)).toList();
  }

  /** The ids a person may ask for. */
  public static List<String> ids(Role role) {
    return of(role).stream().map(Case::id).toList();
  }
}
