package io.plusgate.cli;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plusgate replay}: has deliveries sent again under their own Webhook-Ids. */
@Command(
    name = "replay",
    description = {
      "Have finished deliveries sent to the backend again.",
      "Under their own Webhook-Ids, and with the header Plusgate-Replay. Ctrl-C stops the run; what"
          + " is queued by then stays queued."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  plusgate replay --id msg_1a2b3c4d_42",
      "  plusgate replay --since 2h --state parked --dry-run",
      "  plusgate replay --since 2026-11-26T00:00:00Z --rate 20 --why 'is back'"
    })
final class ReplayCommand implements Callable<Integer> {
  private static final String PATH = "/api/v1/replay";
  private static final long LOOK_MILLIS = 300;

  @Spec private CommandSpec spec;
  @Mixin private final AdminAddress admin = new AdminAddress();
  @Mixin private final Output output = new Output();

  @Option(names = "--id", paramLabel = "WEBHOOK-ID", description = "One delivery.")
  private @Nullable String id;

  @Option(
      names = "--since",
      paramLabel = "TIME|AGE",
      description = "All that were queued then or later and are parked or done.")
  private @Nullable String since;

  @Option(
      names = "--event",
      paramLabel = "EVENT",
      description = "All of this event, e.g. payment.succeeded.")
  private @Nullable String event;

  @Option(names = "--state", paramLabel = "STATE", description = "Only parked, or only done ones.")
  private @Nullable String state;

  @Option(names = "--dry-run", description = "Count only; nothing is sent.")
  private boolean dryRun;

  @Option(names = "--rate", paramLabel = "N", description = "Deliveries a second (default: 50).")
  private @Nullable Integer rate;

  @Option(names = "--why", paramLabel = "TEXT", description = "For the audit: why.")
  private @Nullable String why;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      defaultValue = "${sys:user.name}",
      description = "For the audit: who (default: the user who types this).")
  private String by;

  @Override
  public Integer call() throws InterruptedException {
    var client = admin.client();
    var begun = client.post(PATH, wish());
    if (!begun.containsKey("replay")) {
      output.print(begun, out -> out.println(id + ": " + begun.getString("answer")));
      return ExitCode.FINE;
    }
    JsonObject ended;
    try (var status = StatusLine.on(spec.commandLine().getErr(), "replaying")) {
      ended = watch(client, begun, status);
    }
    output.print(ended, out -> out.println(words(ended)));
    return ended.getString("state").equals("done") ? ExitCode.FINE : ExitCode.NO;
  }

  private JsonObject wish() {
    var wish = new JsonObject().put("by", by);
    put(wish, "id", id);
    put(wish, "since", since);
    put(wish, "event", event);
    put(wish, "state", state);
    put(wish, "rate", rate);
    put(wish, "why", why);
    return dryRun ? wish.put("dryRun", true) : wish;
  }

  /** Ctrl-C ends the watching and the run with it. */
  private static JsonObject watch(AdminClient client, JsonObject begun, StatusLine status)
      throws InterruptedException {
    String path = PATH + "/" + begun.getString("replay");
    var stopping = new Thread(() -> stop(client, path), "stop the replay");
    Runtime.getRuntime().addShutdownHook(stopping);
    var run = begun;
    while (run.getString("state").equals("running")) {
      // Nothing ever counts it down: it is only a clock.
      boolean never = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      run = never ? run : client.get(path, Map.of());
      status.say("replaying, %d queued".formatted(run.getLong("queued")));
    }
    boolean removed = Runtime.getRuntime().removeShutdownHook(stopping);
    return removed ? run : begun;
  }

  private static void stop(AdminClient client, String path) {
    try {
      client.delete(path);
    } catch (ExitException goneAlready) {
      // The run ends with the gateway; a person who pressed Ctrl-C needs no report of it.
    }
  }

  private static String words(JsonObject run) {
    String matched =
        "%d match (%d parked, %d done)"
            .formatted(run.getLong("matched"), run.getLong("parked"), run.getLong("done"));
    if (run.getBoolean("dryRun")) {
      return matched + "; nothing was sent (--dry-run)";
    }
    String end = run.getString("state") + ": " + matched + ", " + run.getLong("queued") + " queued";
    return run.containsKey("failure") ? end + "; " + run.getString("failure") : end;
  }

  private static void put(JsonObject wish, String name, @Nullable Object value) {
    if (value != null) {
      wish.put(name, value);
    }
  }
}
