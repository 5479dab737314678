package org.polysome.corpus;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.polysome.anndata.Column;
import org.polysome.progress.Progress;
import org.polysome.random.Seeds;

/** The names of the cells of several inputs. */
final class CellNames {

  private CellNames() {}

  /**
   * The names over all inputs. Where a name occurs in more than one input, every name is preceded
   * by its input's name and a colon, and that is said.
   */
  static Column.Text of(InputSet inputs, Progress progress) {
    boolean prefixed = repeats(inputs);
    if (prefixed) {
      progress.say("Cell names repeat between inputs; each gets its input's name before it.");
    }
    List<Optional<String>> names =
        inputs.inputs().stream()
            .flatMap(
                input -> {
                  String prefix = prefixed ? input.name() + ":" : "";
                  return input.obs().index().stream().map(name -> Optional.of(prefix + name));
                })
            .toList();
    return new Column.Text(names);
  }

  /** Whether two inputs share a name, told by 64-bit hashes to spare the memory of a set. */
  private static boolean repeats(InputSet inputs) {
    if (inputs.inputs().size() == 1) {
      return false;
    }
    long[] all =
        inputs.inputs().stream()
            .flatMapToLong(input -> input.obs().index().stream().mapToLong(Seeds::of).distinct())
            .toArray();
    Arrays.sort(all);
    return LongStream.of(all).distinct().count() < all.length;
  }
}
