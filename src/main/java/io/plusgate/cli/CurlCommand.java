package io.plusgate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a curl command as a shell and curl would: what it sends where, byte for byte. */
final class CurlCommand {
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-X",
          "--request",
          "-o",
          "--output",
          "-u",
          "--user",
          "-A",
          "--user-agent",
          "-e",
          "-m",
          "--max-time",
          "--connect-timeout",
          "--cacert",
          "--cert",
          "-E",
          "--key",
          "-x",
          "--proxy",
          "--resolve",
          "-w",
          "--write-out",
          "-b",
          "--cookie",
          "--referer",
          "--retry");

  private CurlCommand() {}

  static CapturedMessage read(String command) {
    List<String> words = words(command);
    Map<String, String> headers = new HashMap<>();
    var body = new StringBuilder();
    Optional<String> address = Optional.empty();
    for (int i = words.isEmpty() || !words.get(0).equals("curl") ? 0 : 1; i < words.size(); i++) {
      String word = words.get(i);
      String next = i + 1 < words.size() ? words.get(i + 1) : "";
      switch (word) {
        case "-H", "--header" -> {
          header(next, headers);
          i++;
        }
        case "-d", "--data", "--data-ascii", "--json", "--data-binary", "--data-raw" -> {
          body.append(body.isEmpty() || word.equals("--json") ? "" : "&").append(data(word, next));
          i++;
        }
        case "--url" -> {
          address = Optional.of(next);
          i++;
        }
        default -> {
          if (WITH_VALUE.contains(word)) {
            i++;
          } else if (!word.startsWith("-")) {
            address = Optional.of(word);
          }
        }
      }
    }
    if (address.isEmpty()) {
      throw ExitException.usage("the curl command names no address (expected: curl … https://…)");
    }
    return new CapturedMessage(address, headers, body.toString().getBytes(UTF_8));
  }

  private static void header(String text, Map<String, String> headers) {
    int colon = text.indexOf(':');
    if (colon > 0) {
      headers.put(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
    }
  }

  private static String data(String option, String value) {
    if (option.equals("--data-raw") || !value.startsWith("@")) {
      return value;
    }
    String content = new String(KeyInput.bytes(Path.of(value.substring(1))), UTF_8);
    boolean binary = option.equals("--data-binary") || option.equals("--json");
    // curl -d drops line ends of a file; --data-binary keeps every byte.
    return binary ? content : content.replace("\r", "").replace("\n", "");
  }

  private static List<String> words(String command) {
    var words = new ArrayList<String>();
    var word = new StringBuilder();
    boolean open = false;
    for (int i = 0; i < command.length(); i++) {
      char c = command.charAt(i);
      if (c == '\'') {
        int end = end(command, i + 1, '\'');
        word.append(command, i + 1, end);
        open = true;
        i = end;
      } else if (c == '"') {
        i = doubleQuoted(command, i + 1, word);
        open = true;
      } else if (c == '\\' && i + 1 < command.length()) {
        i++;
        word.append(command.charAt(i) == '\n' ? "" : command.charAt(i));
      } else if (Character.isWhitespace(c)) {
        if (open || !word.isEmpty()) {
          words.add(word.toString());
        }
        word.setLength(0);
        open = false;
      } else {
        word.append(c);
      }
    }
    if (open || !word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  private static int doubleQuoted(String command, int from, StringBuilder word) {
    int at = from;
    while (at < command.length() && command.charAt(at) != '"') {
      boolean escape =
          command.charAt(at) == '\\'
              && at + 1 < command.length()
              && "\"\\$`".indexOf(command.charAt(at + 1)) >= 0;
      at += escape ? 1 : 0;
      word.append(command.charAt(at));
      at++;
    }
    return at;
  }

  private static int end(String command, int from, char quote) {
    int end = command.indexOf(quote, from);
    if (end < 0) {
      throw ExitException.usage("the curl command has a quote that does not end");
    }
    return end;
  }
}
