package org.polysome.experiment.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.corpus.Corpus;
import org.polysome.corpus.LabelColumn;
import org.polysome.corpus.SourceInfo;

/**
 * Compares what a person has with what a paper says, in words. Nothing is refused: a newer release
 * of a data set has other cells and is no fault.
 */
public final class DataCheck {

  private final DataSet set;
  private final List<String> lines = new ArrayList<>();

  private DataCheck(DataSet set) {
    this.set = set;
  }

  /** What is missing of the files that a data set names, and what it does not name. */
  public static List<String> files(DataSet set, List<Path> inputs) {
    if (set.files().isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>();
    inputs.stream()
        .filter(input -> set.files().stream().noneMatch(file -> file.is(input)))
        .forEach(input -> lines.add("%s is no file of %s".formatted(input, set.name())));
    List<String> missing =
        set.files().stream()
            .filter(file -> inputs.stream().noneMatch(file::is))
            .map(DataFile::name)
            .toList();
    if (!missing.isEmpty()) {
      lines.add(
          "%d of %d files of %s are not given: %s"
              .formatted(
                  missing.size(), set.files().size(), set.name(), String.join(", ", missing)));
    }
    return lines;
  }

  /** What the paper counts, and what a corpus that was built from the data set holds. */
  public static List<String> counts(DataSet set, Corpus corpus) {
    DataCheck check = new DataCheck(set);
    Expected expected = set.expected();
    expected.cells().ifPresent(cells -> check.compare("cells", cells, corpus.cells()));
    expected.genes().ifPresent(genes -> check.compare("genes", genes, corpus.vocabulary().size()));
    check.classes(corpus);
    set.batch().filter(column -> corpus.obs(column).isEmpty()).ifPresent(check::noColumn);
    set.files().forEach(file -> check.file(file, corpus.info().sources()));
    return List.copyOf(check.lines);
  }

  private void classes(Corpus corpus) {
    Optional<LabelColumn> labels = set.label().flatMap(corpus::obs).map(LabelColumn::of);
    if (labels.isEmpty()) {
      set.label().ifPresent(this::noColumn);
      set.expected()
          .classes()
          .filter(classes -> set.label().isEmpty())
          .ifPresent(
              classes ->
                  say("%,d classes are expected, in a column the paper does not name", classes));
      return;
    }
    BitSet used = new BitSet();
    IntStream.of(labels.get().codes()).filter(code -> code >= 0).forEach(used::set);
    set.expected().classes().ifPresent(classes -> compare("classes", classes, used.cardinality()));
  }

  private void file(DataFile file, List<SourceInfo> sources) {
    List<SourceInfo> its = sources.stream().filter(one -> file.is(Path.of(one.path()))).toList();
    int kept = its.stream().mapToInt(source -> source.qc().kept()).sum();
    // A file that is not there has been named before the corpus was built.
    if (!its.isEmpty() && file.cells().filter(cells -> cells != kept).isPresent()) {
      compare("cells of " + file.name(), file.cells().get(), kept);
    }
  }

  private void compare(String what, int expected, int found) {
    if (set.expected().agrees(expected, found)) {
      say("%,d %s, as expected", found, what);
    } else {
      double percent = 100.0 * (found - expected) / expected;
      say("%,d %s where %,d are expected (%+.2f %%)", found, what, expected, percent);
    }
  }

  private void noColumn(String column) {
    say("obs has no column '%s'", column);
  }

  private void say(String format, Object... values) {
    lines.add(set.name() + ": " + String.format(Locale.ROOT, format, values));
  }
}
