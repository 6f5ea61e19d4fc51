package io.plusgate.admin;

import io.vertx.core.json.JsonObject;

/**
 * One thing that an operator has to know, whose it is, and what there is to do.
 *
 * @param view where the console shows more, as the part of its address behind the number sign
 */
record Attention(Level level, Whose whose, String what, String toDo, String view) {
  /** How soon somebody has to do something. */
  enum Level {
    ACT,
    LOOK
  }

  /** On whose side it has to be mended. */
  enum Whose {
    ALIPAY_PLUS,
    BACKEND,
    GATEWAY,
    YOU
  }

  JsonObject json() {
    return new JsonObject()
        .put("level", Asked.word(level))
        .put("whose", Asked.word(whose))
        .put("what", what)
        .put("toDo", toDo)
        .put("view", view);
  }
}
