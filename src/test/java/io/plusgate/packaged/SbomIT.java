package io.plusgate.packaged;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.plusgate.MadePage;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The bill of materials beside the packaged jar: it lists what is in there, byte for byte. */
class SbomIT {
  /** Of several that a library offers, one is enough. */
  private static final Set<String> ALLOWED =
      Set.of(
          "Apache-2.0", "MIT", "BSD-2-Clause", "BSD-3-Clause", "EPL-2.0", "Bouncy Castle Licence");

  /** Micrometer's, for percentiles, which we make none of: with us it is for tests only. */
  private static final Set<String> LEFT_OUT = Set.of("org.hdrhistogram:HdrHistogram");

  private static final Path BILL = Path.of("target/plusgate-sbom.json");
  private static final List<Component> COMPONENTS = new ArrayList<>();
  private static Set<String> packaged = Set.of();

  /** A library as the bill lists it. */
  private record Component(JsonObject json) {
    String name() {
      return json.getString("group") + ":" + json.getString("name");
    }

    String version() {
      return json.getString("version");
    }

    /** Where a Maven repository keeps it. */
    String place() {
      String artifact = json.getString("name");
      return "/%s/%s/%s/".formatted(json.getString("group").replace('.', '/'), artifact, version());
    }

    Set<String> licences() {
      var all = new TreeSet<String>();
      for (Object one : json.getJsonArray("licenses", new JsonArray())) {
        var choice = (JsonObject) one;
        var licence = choice.getJsonObject("license", new JsonObject());
        all.add(
            choice.getString("expression", licence.getString("id", licence.getString("name", ""))));
      }
      return all;
    }

    String sha256() {
      return json.getJsonArray("hashes").stream()
          .map(JsonObject.class::cast)
          .filter(hash -> hash.getString("alg").equals("SHA-256"))
          .map(hash -> hash.getString("content"))
          .findFirst()
          .orElse("none");
    }
  }

  @BeforeAll
  static void read() throws IOException {
    assumeThat(BILL).as("the bill, which Maven makes only when it is online").exists();
    for (Object one : bill().getJsonArray("components")) {
      COMPONENTS.add(new Component((JsonObject) one));
    }
    packaged = classes(Path.of("target/plusgate.jar"));
  }

  @Test
  void listsEveryLibraryThatIsInTheJar() {
    var unlisted =
        libraries()
            .filter(jar -> classes(jar).stream().anyMatch(packaged::contains))
            .filter(jar -> COMPONENTS.stream().noneMatch(one -> isOf(one, jar)))
            .toList();

    assertThat(unlisted).isEmpty();
  }

  @Test
  void listsNothingThatIsNotInTheJar() {
    var missing =
        COMPONENTS.stream().filter(one -> !isPackaged(one)).map(Component::name).collect(toSet());

    assertThat(missing).isSubsetOf(LEFT_OUT);
    assertThat(COMPONENTS).hasSizeGreaterThan(50);
  }

  @Test
  void namesTheVeryBytesOfEachLibrary() {
    for (var component : COMPONENTS) {
      assertThat(libraries().filter(jar -> isOf(component, jar)).map(SbomIT::sha256))
          .as(component.name())
          .contains(component.sha256());
    }
  }

  @Test
  void everyLibraryMayBeUsedUnderALicenceWeAllow() {
    var others =
        COMPONENTS.stream()
            .filter(one -> one.licences().stream().noneMatch(ALLOWED::contains))
            .map(one -> one.name() + " " + one.licences())
            .toList();

    assertThat(others).isEmpty();
  }

  @Test
  void theDependenciesPageIsFresh() throws IOException {
    MadePage.assertFresh("docs/dependencies.md", page());
  }

  private static String page() throws IOException {
    var users = users();
    var rows =
        COMPONENTS.stream()
            .filter(one -> !LEFT_OUT.contains(one.name()))
            .sorted((one, other) -> one.name().compareTo(other.name()))
            .map(
                one ->
                    "| `%s` | %s | %s | %s |\n"
                        .formatted(
                            one.name(),
                            one.version(),
                            String.join(", ", one.licences()),
                            users.getOrDefault(one.name(), "")))
            .collect(joining());
    return """
        # What is in the jar

        This page is made of `target/plusgate-sbom.json` (CycloneDX 1.6; also as XML), which `./mvnw package` writes beside
        `target/plusgate.jar` (Maven makes it online only), with the digest of each library. `SbomIT` fails when the page is stale, when a library is in the jar and not in
        the bill or the other way round, when a digest is another one, and when a library can be had under none of these licences:
        %s. Where a library offers several, we use it under one of these.

        Refresh it: `./mvnw verify -Dit.test=SbomIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false`, then
        `cp target/reference/dependencies.md docs/`. Versions are pinned in [pom.xml](../pom.xml).

        | library | version | licence | brought by |
        |---|---|---|---|
        """
            .formatted(String.join(", ", new TreeSet<>(ALLOWED)))
        + rows;
  }

  /** Who brings a library; empty for those that we ask for ourselves. */
  private static Map<String, String> users() throws IOException {
    var bill = bill();
    String ours = bill.getJsonObject("metadata").getJsonObject("component").getString("bom-ref");
    var users = new TreeMap<String, Set<String>>();
    for (Object one : bill.getJsonArray("dependencies")) {
      var user = (JsonObject) one;
      for (Object used : user.getJsonArray("dependsOn", new JsonArray())) {
        users
            .computeIfAbsent(name((String) used), none -> new TreeSet<>())
            .add(user.getString("ref"));
      }
    }
    var words = new TreeMap<String, String>();
    users.forEach(
        (used, refs) ->
            words.put(
                used,
                refs.contains(ours)
                    ? "Plusgate"
                    : refs.stream().map(ref -> "`" + artifact(ref) + "`").collect(joining(", "))));
    return words;
  }

  /** Of {@code pkg:maven/group/artifact@version?type=jar}. */
  private static String name(String ref) {
    return ref.replaceFirst("^pkg:maven/", "").replaceFirst("@.*", "").replace('/', ':');
  }

  private static String artifact(String ref) {
    return name(ref).replaceFirst("^.*:", "");
  }

  private static JsonObject bill() throws IOException {
    return new JsonObject(Files.readString(BILL));
  }

  private static boolean isPackaged(Component component) {
    return libraries()
        .filter(jar -> isOf(component, jar))
        .anyMatch(jar -> packaged.containsAll(classes(jar)));
  }

  private static boolean isOf(Component component, Path jar) {
    return Objects.toString(jar).replace(File.separatorChar, '/').contains(component.place());
  }

  /** Everything that this test runs with, test libraries among them. */
  private static Stream<Path> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> entry.endsWith(".jar") && !entry.endsWith("/target/plusgate.jar"))
        .map(Path::of);
  }

  private static Set<String> classes(Path jar) {
    try (var open = new JarFile(jar.toFile())) {
      return open.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.contains("module-info"))
          .filter(name -> !name.startsWith("META-INF/"))
          .collect(toSet());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String sha256(Path file) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException | NoSuchAlgorithmException unreadable) {
      throw new IllegalStateException(file.toString(), unreadable);
    }
  }
}
