package io.plusgate.config;

import java.util.List;
import java.util.function.Function;

/** How the reading of a configuration ended. */
public sealed interface ConfigResult<T> {

  <R> R match(Function<Loaded<T>, R> loaded, Function<Refused<T>, R> refused);

  /** It can be used; the warnings are for the operator to look at. */
  record Loaded<T>(T config, List<ConfigProblem> warnings) implements ConfigResult<T> {
    public Loaded {
      warnings = List.copyOf(warnings);
    }

    @Override
    public <R> R match(Function<Loaded<T>, R> loaded, Function<Refused<T>, R> refused) {
      return loaded.apply(this);
    }
  }

  /** It can not be used: every problem there is, in the order of the file. */
  record Refused<T>(List<ConfigProblem> problems) implements ConfigResult<T> {
    public Refused {
      problems = List.copyOf(problems);
    }

    @Override
    public <R> R match(Function<Loaded<T>, R> loaded, Function<Refused<T>, R> refused) {
      return refused.apply(this);
    }
  }
}
