package io.plusgate.simulation;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.function.Consumer;

/** The gateway's process: what it was doing when it dies never happens. */
final class Machine {
  private final VirtualTime time;
  private int life;
  private boolean up;

  Machine(VirtualTime time) {
    this.time = time;
  }

  void start() {
    life++;
    up = true;
  }

  void die() {
    up = false;
  }

  boolean isUp() {
    return up;
  }

  /** What the process of now does, as long as it lives. */
  Consumer<Runnable> process() {
    int mine = life;
    return what -> {
      if (up && life == mine) {
        what.run();
      }
    };
  }

  /** Happens after so long, unless the process has died by then. */
  void in(Duration wait, Runnable what) {
    var process = process();
    time.in(wait, () -> process.accept(what));
  }

  Future<Void> turn(Duration wait) {
    Promise<Void> come = Promise.promise();
    in(wait, come::complete);
    return come.future();
  }
}
