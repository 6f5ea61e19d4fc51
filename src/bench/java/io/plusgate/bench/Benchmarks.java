package io.plusgate.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks that JMH's own options choose, all of them without any, in the JVM that the
 * gateway has, and writes what came out beside the speed of openssl in the same run.
 */
public final class Benchmarks {
  private static final Path FOLDER = Path.of("target/bench");
  private static final int FORKS = 2;
  private static final int WARM_UPS = 3;
  private static final int ITERATIONS = 5;

  private Benchmarks() {}

  public static void main(String[] arguments)
      throws IOException, RunnerException, CommandLineOptionException {
    var wanted = new CommandLineOptions(arguments);
    boolean isSmoke = wanted.getMeasurementIterations().orElse(ITERATIONS) < 2;
    var openSsl = new OpenSsl(isSmoke ? 1 : 5);
    openSsl.measure();
    var results = new Runner(options(wanted)).run();
    openSsl.measure();
    String page = head(wanted, openSsl) + new ResultsTable(results, openSsl).markdown();
    Files.writeString(FOLDER.resolve("results.md"), page);
    System.out.println("\n" + page);
  }

  private static Options options(Options wanted) {
    var second = TimeValue.seconds(1);
    return new OptionsBuilder()
        .parent(wanted)
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .forks(wanted.getForkCount().orElse(FORKS))
        .warmupIterations(wanted.getWarmupIterations().orElse(WARM_UPS))
        .warmupTime(wanted.getWarmupTime().orElse(second))
        .measurementIterations(wanted.getMeasurementIterations().orElse(ITERATIONS))
        .measurementTime(wanted.getMeasurementTime().orElse(second))
        .jvmArgsAppend("-XX:+UseSerialGC", "-Xmx64m", "-Xmn8m", "-Xss512k")
        .addProfiler(GCProfiler.class)
        .addProfiler(ProcessorTime.class)
        .shouldFailOnError(true)
        .resultFormat(ResultFormatType.JSON)
        .result(FOLDER.resolve("results.json").toString())
        .build();
  }

  private static String head(Options wanted, OpenSsl openSsl) {
    return String.format(
        Locale.ROOT,
        "%s, JDK %s, %d processor(s) for it, %d × %d values. `openssl speed rsa2048` before and"
            + " after: %s.%n%n",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.version(),
        Runtime.getRuntime().availableProcessors(),
        wanted.getForkCount().orElse(FORKS),
        wanted.getMeasurementIterations().orElse(ITERATIONS),
        openSsl.speeds().stream()
            .map(
                s ->
                    String.format(
                        Locale.ROOT, "%,.0f sign/s, %,.0f verify/s", s.sign(), s.verify()))
            .collect(Collectors.joining("; ")));
  }
}
