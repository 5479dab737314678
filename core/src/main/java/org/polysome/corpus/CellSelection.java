package org.polysome.corpus;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.IoFaults;
import org.polysome.progress.Progress;

/**
 * The cells that a text file lists, one per line: the cell's name, or the name of its source, a tab
 * and the cell's name. Blank lines are passed over.
 */
final class CellSelection {

  private static final String TAB = "\t";

  private final Path file;
  private final Set<String> listed;
  private final Set<String> found = new HashSet<>();

  private CellSelection(Path file, Set<String> listed) {
    this.file = file;
    this.listed = listed;
  }

  /**
   * Reads a file.
   *
   * @throws UsageException if it lists no cell or is not UTF-8 text
   */
  static CellSelection read(Path file) {
    Set<String> listed = new LinkedHashSet<>();
    try {
      Files.readAllLines(file).stream()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .forEach(listed::add);
    } catch (CharacterCodingException e) {
      throw new UsageException("‹selection›: " + file + " is not UTF-8 text", e);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
    if (listed.isEmpty()) {
      throw new UsageException(
          "‹selection›: " + file + " lists no cell; expected one cell name per line");
    }
    return new CellSelection(file, listed);
  }

  /**
   * The rows of each input that are listed. How many of the listed cells are nowhere is said.
   *
   * @throws DataException if none is found
   * @throws UsageException if a name without a source is found in several inputs
   */
  List<BitSet> rows(InputSet inputs, Progress progress) {
    List<BitSet> rows = new ArrayList<>();
    for (OpenInput input : inputs.inputs()) {
      rows.add(rows(input));
    }
    long missing = listed.size() - found.size();
    if (found.isEmpty()) {
      throw new DataException(
          "‹selection›: none of the %d cells that %s lists is in the inputs, such as '%s'; cells are named as in obs"
              .formatted(listed.size(), file, example()));
    }
    if (missing > 0) {
      progress.say(
          "selection: %d of the %d listed cells are in no input, such as '%s'"
              .formatted(missing, listed.size(), example()));
    }
    return rows;
  }

  private String example() {
    return listed.stream()
        .filter(line -> !found.contains(line))
        .findFirst()
        .orElseThrow()
        .replace(TAB, " ");
  }

  private BitSet rows(OpenInput input) {
    List<String> names = input.obs().index();
    List<String> sources = input.sources();
    int[] sourceOf = input.sourceOfCells();
    Set<String> here = new HashSet<>();
    BitSet rows = new BitSet();
    for (int row = 0; row < names.size(); row++) {
      Optional<String> line = line(input.name(), sources.get(sourceOf[row]), names.get(row));
      if (line.isPresent()) {
        here.add(line.get());
        rows.set(row);
      }
    }
    here.stream()
        .filter(found::contains)
        .findFirst()
        .ifPresent(
            name -> {
              throw new UsageException(
                  "‹selection›: '%s' is in several inputs; write the source before it, such as '%s', and a tab"
                      .formatted(name, sources.getFirst()));
            });
    found.addAll(here);
    return rows;
  }

  /** Also by the name that a corpus gives a cell whose name is in several inputs. */
  private Optional<String> line(String input, String source, String name) {
    return Stream.of(source + TAB + name, name, source + TAB + input + ":" + name)
        .filter(listed::contains)
        .findFirst();
  }
}
