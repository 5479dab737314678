package org.polysome.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/** Runs the benchmarks that a regular expression finds, as JMH does, and prints their ratios. */
final class Jmh {

  private static final int USAGE = 1;
  private static final int OURS = 3;

  private Jmh() {}

  /** Takes the arguments of JMH. */
  public static void main(String[] arguments) {
    try {
      CommandLineOptions options = new CommandLineOptions(arguments);
      if (options.shouldHelp()) {
        options.showHelp();
      } else if (options.shouldList()) {
        new Runner(options).list();
      } else {
        List<Measured> measured = new Runner(options).run().stream().map(Jmh::measured).toList();
        Ratios.lines(measured).forEach(System.out::println);
      }
    } catch (CommandLineOptionException | java.io.IOException fault) {
      System.err.println("jmh: " + fault.getMessage());
      System.exit(USAGE);
    } catch (RunnerException fault) {
      System.err.println("jmh: " + fault.getMessage());
      System.exit(OURS);
    }
  }

  private static Measured measured(RunResult result) {
    BenchmarkParams params = result.getParams();
    Map<String, String> values =
        params.getParamsKeys().stream()
            .collect(
                Collectors.toMap(key -> key, params::getParam, (one, other) -> one, TreeMap::new));
    String name = params.getBenchmark().substring(Jmh.class.getPackageName().length() + 1);
    return new Measured(name, values, result.getPrimaryResult().getScore());
  }
}
