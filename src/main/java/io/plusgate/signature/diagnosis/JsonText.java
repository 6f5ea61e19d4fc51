package io.plusgate.signature.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A JSON text as a tree of its raw tokens: how a string or number was written is kept, so that one
 * thing at a time can be written differently.
 */
final class JsonText {
  private static final int DEEPEST = 100;

  /** A token, an object or an array. */
  sealed interface Node {}

  /** A string (with its quotes), number, or word, exactly as it stood there. */
  record Token(String raw) implements Node {}

  record Member(Token name, Node value) {}

  record Members(List<Member> list) implements Node {}

  record Elements(List<Node> list) implements Node {}

  /** That the text is no JSON; never leaves this class. */
  private static final class NotJson extends Exception {
    private static final long serialVersionUID = 1L;

    NotJson() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /** The tree, or nothing when it is not JSON. */
  static Optional<Node> read(String text) {
    try {
      var reader = new JsonText(text);
      Node node = reader.node(0);
      reader.skipBlanks();
      return reader.at == text.length() ? Optional.of(node) : Optional.empty();
    } catch (NotJson other) {
      return Optional.empty();
    }
  }

  private Node node(int depth) throws NotJson {
    skipBlanks();
    if (depth > DEEPEST) {
      throw new NotJson();
    }
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private Node members(int depth) throws NotJson {
    var list = new ArrayList<Member>();
    at++;
    if (!closes('}')) {
      do {
        skipBlanks();
        Token name = string();
        skipBlanks();
        expect(':');
        list.add(new Member(name, node(depth + 1)));
      } while (goesOn('}'));
    }
    return new Members(list);
  }

  private Node elements(int depth) throws NotJson {
    var list = new ArrayList<Node>();
    at++;
    if (!closes(']')) {
      do {
        list.add(node(depth + 1));
      } while (goesOn(']'));
    }
    return new Elements(list);
  }

  private boolean closes(char end) throws NotJson {
    skipBlanks();
    if (peek() != end) {
      return false;
    }
    at++;
    return true;
  }

  private boolean goesOn(char end) throws NotJson {
    if (closes(end)) {
      return false;
    }
    expect(',');
    return true;
  }

  private Token string() throws NotJson {
    int start = at;
    expect('"');
    while (peek() != '"') {
      at += peek() == '\\' ? 2 : 1;
    }
    at++;
    return new Token(text.substring(start, at));
  }

  private Token word() throws NotJson {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    if (start == at) {
      throw new NotJson();
    }
    return new Token(text.substring(start, at));
  }

  private static boolean isWord(char c) {
    return c == '-' || c == '+' || c == '.' || Character.isLetterOrDigit(c);
  }

  private void expect(char wanted) throws NotJson {
    if (peek() != wanted) {
      throw new NotJson();
    }
    at++;
  }

  private char peek() throws NotJson {
    if (at >= text.length()) {
      throw new NotJson();
    }
    return text.charAt(at);
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
