package io.plusgate.signature.diagnosis;

import io.plusgate.signature.diagnosis.JsonText.Elements;
import io.plusgate.signature.diagnosis.JsonText.Member;
import io.plusgate.signature.diagnosis.JsonText.Members;
import io.plusgate.signature.diagnosis.JsonText.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A body whose fields a hash map brought into another order. */
final class Reversed {
  private Reversed() {}

  static String members(String json) {
    var style = new JsonStyle(JsonStyle.Layout.COMPACT, Escapes.AS_GIVEN, false, "\n");
    return style.write(reversed(JsonText.read(json).orElseThrow()));
  }

  private static Node reversed(Node node) {
    if (node instanceof Members members) {
      List<Member> list = new ArrayList<>();
      members.list().forEach(m -> list.add(new Member(m.name(), reversed(m.value()))));
      Collections.reverse(list);
      return new Members(list);
    }
    return node instanceof Elements elements
        ? new Elements(elements.list().stream().map(Reversed::reversed).toList())
        : node;
  }
}
