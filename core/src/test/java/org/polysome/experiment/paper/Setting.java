package org.polysome.experiment.paper;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which settings a row is about: {@code model.width}, {@code stages.1.train.epochs}, {@code
 * variants.loss-mse.objectives.0.loss}, {@code sets.*.organism}.
 *
 * @param run a name of runs, with {@code *} for anything; absent for all
 * @param stage of the run, from 0; absent for all
 * @param path in the tree of a stage, where a {@code *} between dots stands for any one key
 */
record Setting(Optional<String> run, Optional<Integer> stage, String path) {

  private static final Pattern STAGE = Pattern.compile("stages\\.(\\d)\\.(.+)");
  private static final Pattern RUN = Pattern.compile("(variants|sets)\\.(.+)");
  private static final String TYPE = ".type";
  private static final String ANY = "*";

  /**
   * Reads a setting.
   *
   * @param names of the runs that there are, which may have dots in them
   */
  static Setting parse(String text, List<String> names) {
    var run = RUN.matcher(text);
    if (!run.matches()) {
      return staged(Optional.empty(), text);
    }
    String rest = run.group(2);
    for (int dot = rest.indexOf('.'); dot >= 0; dot = rest.indexOf('.', dot + 1)) {
      String name = rest.substring(0, dot);
      if (names.stream().anyMatch(one -> named(name, one))) {
        return staged(Optional.of(name), rest.substring(dot + 1));
      }
    }
    throw new IllegalArgumentException(text + " names none of the runs " + names);
  }

  private static Setting staged(Optional<String> run, String text) {
    var stage = STAGE.matcher(text);
    return stage.matches()
        ? new Setting(run, Optional.of(Integer.parseInt(stage.group(1))), stage.group(2))
        : new Setting(run, Optional.empty(), text);
  }

  private static boolean named(String pattern, String name) {
    if (pattern.indexOf('*') < 0) {
      return pattern.equals(name);
    }
    String regex =
        Pattern.compile("\\*")
            .splitAsStream(pattern + "$")
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    return (name + "$").matches(regex);
  }

  /** Whether it is about a stage of a run. */
  boolean isAbout(String runName, int stageNumber) {
    return run.filter(pattern -> !named(pattern, runName)).isEmpty()
        && stage.filter(number -> number != stageNumber).isEmpty();
  }

  /** What is about fewer runs holds against what is about more. */
  int precision() {
    return (run.isPresent() ? 2 : 0) + (stage.isPresent() ? 1 : 0);
  }

  /** Whether a value here leaves nothing to say about another setting of the same stage. */
  boolean replaces(Setting other) {
    String whole = path.endsWith(TYPE) ? path.substring(0, path.length() - TYPE.length()) : path;
    return isWithin(other.path, whole) || isWithin(path, other.path);
  }

  /** The same about one path. */
  Setting at(String one) {
    return new Setting(run, stage, one);
  }

  /** Whether it is about every path of a form. */
  boolean isPattern() {
    return path.contains(ANY);
  }

  /** Whether one path is another or leads through it. */
  static boolean isWithin(String path, String outer) {
    if (path.indexOf('*') < 0 && outer.indexOf('*') < 0) {
      return path.startsWith(outer)
          && (path.length() == outer.length() || path.charAt(outer.length()) == '.');
    }
    List<String> keys = List.of(path.split("\\.", -1));
    List<String> outerKeys = List.of(outer.split("\\.", -1));
    return keys.size() >= outerKeys.size()
        && IntStream.range(0, outerKeys.size())
            .allMatch(i -> isSameKey(keys.get(i), outerKeys.get(i)));
  }

  private static boolean isSameKey(String one, String other) {
    return one.equals(other) || one.equals(ANY) || other.equals(ANY);
  }

  /** Whether two paths are one. */
  static boolean isSame(String path, String other) {
    return isWithin(path, other) && isWithin(other, path);
  }
}
