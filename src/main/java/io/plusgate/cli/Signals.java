package io.plusgate.cli;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears signals of the system while the JVM goes on; without it a JVM hears the first SIGTERM only.
 *
 * <p>The JDK's class for it is in no standard, so it is called by name: where it is missing or the
 * JVM keeps a signal for itself, nothing is heard and the JVM does as always.
 */
final class Signals {
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /**
   * From now on {@code heard} runs, in a thread of its own, each time the signal comes. One that
   * whoever started us wants ignored stays ignored.
   *
   * @param name without SIG, e.g. {@code TERM}
   */
  static void on(String name, Runnable heard) {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Class<?> handler = Class.forName(HANDLER);
      Object named = signal.getConstructor(String.class).newInstance(name);
      Method handle = signal.getMethod("handle", signal, handler);
      Object before = handle.invoke(null, named, handlerOf(handler, heard));
      Object ignored = handler.getField("SIG_IGN").get(null);
      if (ignored.equals(before)) {
        handle.invoke(null, named, before);
      }
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | NoSuchFieldException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException unheard) {
      LOG.debug("not heard signal={}", name, unheard);
    }
  }

  private static Object handlerOf(Class<?> handler, Runnable heard) {
    return Proxy.newProxyInstance(
        handler.getClassLoader(),
        new Class<?>[] {handler},
        (self, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                heard.run();
                yield null;
              }
              case "equals" -> self == arguments[0];
              case "hashCode" -> System.identityHashCode(self);
              default -> "hears a signal";
            });
  }
}
