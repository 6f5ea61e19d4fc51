package io.plusgate.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of {@code conf/}, which is shipped in the jar: its comments are the help of the keys below
 * them, so that what a key does is said in one place.
 */
final class CommentedFile {
  private static final Pattern COMMENT = Pattern.compile("\\s*#(?:$| (.*))");
  private static final Pattern KEY = Pattern.compile("(\\s*)#?(- )?([A-Za-z][A-Za-z0-9]*):.*");

  private final Map<String, String> help = new HashMap<>();
  private final Deque<Level> open = new ArrayDeque<>();
  private final List<String> comment = new ArrayList<>();

  private CommentedFile() {}

  /** A file of {@code conf/} as it was when the gateway was built. */
  static CommentedFile shipped(String name) {
    return of(text(name));
  }

  static CommentedFile of(String text) {
    var file = new CommentedFile();
    text.lines().forEach(file::line);
    return file;
  }

  /** The text of a file of {@code conf/}. */
  static String text(String name) {
    try (var stream = CommentedFile.class.getResourceAsStream("/conf/" + name)) {
      return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(name + " is not in the jar", broken);
    }
  }

  /** What is said about a key, or else about the section around it. */
  String help(String path) {
    String own = help.get(path);
    if (own != null) {
      return own;
    }
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end < 0 ? "" : help(path.substring(0, end));
  }

  private void line(String line) {
    Matcher prose = COMMENT.matcher(line);
    Matcher key = KEY.matcher(line);
    if (prose.matches()) {
      comment.add(Objects.requireNonNullElse(prose.group(1), ""));
    } else if (key.matches()) {
      key(key);
      comment.clear();
    } else {
      comment.clear();
    }
  }

  private void key(Matcher key) {
    int indentation = key.group(1).length();
    if (key.group(2) != null) {
      String element = parent(indentation) + "[]";
      open.push(new Level(indentation, element));
      indentation += key.group(2).length();
    }
    String parent = parent(indentation);
    String path = parent.isEmpty() ? key.group(3) : parent + "." + key.group(3);
    open.push(new Level(indentation, path));
    if (!comment.isEmpty()) {
      help.putIfAbsent(path, String.join(" ", comment).strip());
    }
  }

  /** The section that something with this indentation belongs to. */
  private String parent(int indentation) {
    while (!open.isEmpty() && open.element().indentation() >= indentation) {
      open.pop();
    }
    return open.isEmpty() ? "" : open.element().path();
  }

  /** A key or an element whose section may still go on. */
  private record Level(int indentation, String path) {}
}
