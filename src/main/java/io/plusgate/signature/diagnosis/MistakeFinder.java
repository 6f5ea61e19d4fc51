package io.plusgate.signature.diagnosis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plusgate.signature.diagnosis.RecoveredDigest.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds out why a signature does not fit its message: first which key made it, then over what. At
 * most two mistakes in the content are tried together; people seldom make more at a time.
 */
public final class MistakeFinder {
  private static final int MOST_CONTENT_MISTAKES = 2;

  private final SeenMessage message;
  private final Surroundings around;
  private final List<Variant<String>> paths;
  private final List<Variant<String>> clientIds;
  private final List<Variant<String>> times;
  private final List<Variant<byte[]>> bodies;
  private final List<Variant<String>> lineEnds =
      List.of(
          Variant.asGiven("\n"),
          Variant.of("\r\n", Cause.of(Mistake.HEAD_CRLF, "signed: CR LF behind the path")));

  private MistakeFinder(SeenMessage message, Surroundings around) {
    this.message = message;
    this.around = around;
    this.paths = HeadVariants.ofPath(message.path(), around);
    this.clientIds = HeadVariants.ofClientId(message.clientId(), around);
    this.times = HeadVariants.ofTime(message.time(), around);
    this.bodies = BodyVariants.of(message.body());
  }

  /** Any message in, a diagnosis out; never an exception. */
  public static Diagnosis diagnose(SeenMessage message, Surroundings around) {
    return new MistakeFinder(message, around).diagnose();
  }

  private Diagnosis diagnose() {
    List<Variant<byte[]>> signatures = SignatureTexts.of(message.signature());
    if (signatures.isEmpty()) {
      return new Diagnosis.Unknown(
          Diagnosis.Reason.UNREADABLE, "neither Base64 nor percent-encoded Base64");
    }
    Optional<KnownKey> maker = Optional.empty();
    for (Variant<byte[]> signature : signatures) {
      for (KnownKey key : around.keys()) {
        Optional<RecoveredDigest> digest = RecoveredDigest.from(signature.value(), key.key());
        if (digest.isPresent()) {
          Optional<List<Cause>> content = content(digest.get());
          if (content.isPresent()) {
            return verdict(signature, key, digest.get().hash(), content.get());
          }
          maker = maker.isPresent() ? maker : Optional.of(key);
        }
      }
    }
    int bytes = signatures.get(0).value().length;
    return maker.map(MistakeFinder::otherContent).orElseGet(() -> noKey(bytes));
  }

  private Diagnosis verdict(
      Variant<byte[]> signature, KnownKey key, Hash hash, List<Cause> content) {
    var causes = new ArrayList<Cause>();
    signature.cause().ifPresent(causes::add);
    keyMistake(key).ifPresent(causes::add);
    if (hash != Hash.SHA256) {
      causes.add(Cause.of(Mistake.OTHER_HASH, "signed: SHA1withRSA"));
    }
    causes.addAll(content);
    return causes.isEmpty()
        ? new Diagnosis.Right(key.keyVersion(), remarks(key))
        : new Diagnosis.Mistaken(causes);
  }

  private List<Cause> remarks(KnownKey key) {
    Stream<Cause> version =
        SignatureTexts.keyVersion(message.signature())
            .filter(named -> !named.equals(key.keyVersion()))
            .map(
                named ->
                    Cause.of(
                        Mistake.OTHER_KEY_VERSION,
                        "header: " + named + ", made by: " + key.keyVersion()))
            .stream();
    return Stream.concat(SignatureTexts.remarks(message.signature()).stream(), version).toList();
  }

  private static Optional<Cause> keyMistake(KnownKey key) {
    return switch (key.owner()) {
      case EXPECTED -> Optional.empty();
      case OWN -> Optional.of(Cause.of(Mistake.OWN_KEY, "made by: " + key.name()));
      case OTHER_CLIENT ->
          Optional.of(Cause.of(Mistake.OTHER_CLIENTS_KEY, "made by: " + key.name()));
    };
  }

  /** The fewest mistakes with which the content has this digest. */
  private Optional<List<Cause>> content(RecoveredDigest digest) {
    for (int mistakes = 0; mistakes <= MOST_CONTENT_MISTAKES; mistakes++) {
      Optional<List<Cause>> causes = content(digest, mistakes);
      if (causes.isPresent()) {
        return causes;
      }
    }
    return Optional.empty();
  }

  private Optional<List<Cause>> content(RecoveredDigest digest, int mistakes) {
    for (Variant<String> path : paths) {
      for (Variant<String> lineEnd : lineEnds) {
        for (Variant<String> clientId : clientIds) {
          for (Variant<String> time : times) {
            int soFar = count(path, lineEnd, clientId, time);
            if (soFar == mistakes || soFar == mistakes - 1) {
              byte[] head = head(path, lineEnd, clientId, time);
              for (Variant<byte[]> body : bodies) {
                if (soFar + count(body) == mistakes && digest.isOf(head, body.value())) {
                  return Optional.of(causes(path, lineEnd, clientId, time, body));
                }
              }
            }
          }
        }
      }
    }
    return Optional.empty();
  }

  private static byte[] head(
      Variant<String> path,
      Variant<String> lineEnd,
      Variant<String> clientId,
      Variant<String> time) {
    String text = "POST " + path.value() + lineEnd.value();
    return (text + clientId.value() + "." + time.value() + ".").getBytes(UTF_8);
  }

  private static int count(Variant<?>... variants) {
    int count = 0;
    for (Variant<?> variant : variants) {
      count += variant.cause().isPresent() ? 1 : 0;
    }
    return count;
  }

  private static List<Cause> causes(Variant<?>... variants) {
    return Stream.of(variants).flatMap(variant -> variant.cause().stream()).toList();
  }

  private static Diagnosis otherContent(KnownKey key) {
    return new Diagnosis.Unknown(
        Diagnosis.Reason.OTHER_CONTENT,
        "made by " + key.name() + ", but over other bytes than these, however we turn them");
  }

  private Diagnosis noKey(int bytes) {
    var lengths = around.keys().stream().map(KnownKey::signatureBytes).distinct().sorted().toList();
    String why =
        lengths.contains(bytes)
            ? "another key, or a signature that was changed"
            : "it has %d bytes and theirs have %s: cut, or by a key of another size"
                .formatted(bytes, lengths);
    return new Diagnosis.Unknown(
        Diagnosis.Reason.NO_KEY_MADE_IT,
        "none of the " + around.keys().size() + " keys at hand made it: " + why);
  }
}
