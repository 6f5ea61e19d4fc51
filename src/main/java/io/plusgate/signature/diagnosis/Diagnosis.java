package io.plusgate.signature.diagnosis;

import java.util.List;
import java.util.function.Function;

/** What is to be said about a signature. */
public sealed interface Diagnosis {
  <R> R match(
      Function<Right, R> right, Function<Mistaken, R> mistaken, Function<Unknown, R> unknown);

  /**
   * It fits.
   *
   * @param keyVersion of the key that made it
   * @param remarks what Plusgate tolerates and others might not
   */
  record Right(String keyVersion, List<Cause> remarks) implements Diagnosis {
    public Right {
      remarks = List.copyOf(remarks);
    }

    @Override
    public <R> R match(
        Function<Right, R> right, Function<Mistaken, R> mistaken, Function<Unknown, R> unknown) {
      return right.apply(this);
    }
  }

  /** It does not fit, and would but for these mistakes. */
  record Mistaken(List<Cause> causes) implements Diagnosis {
    public Mistaken {
      causes = List.copyOf(causes);
    }

    @Override
    public <R> R match(
        Function<Right, R> right, Function<Mistaken, R> mistaken, Function<Unknown, R> unknown) {
      return mistaken.apply(this);
    }
  }

  /** It does not fit, and no mistake that we know makes it fit. */
  record Unknown(Reason reason, String detail) implements Diagnosis {
    @Override
    public <R> R match(
        Function<Right, R> right, Function<Mistaken, R> mistaken, Function<Unknown, R> unknown) {
      return unknown.apply(this);
    }
  }

  /** How far the search came. */
  enum Reason {
    /** No key that we know made this signature, over whatever content. */
    NO_KEY_MADE_IT,
    /** A key we know made it, but over a content that we could not find. */
    OTHER_CONTENT,
    /** The text is no signature at all. */
    UNREADABLE
  }
}
