package org.polysome.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.polysome.architecture.SourceFiles.Declaration;

/** Small rooms: what grows beyond a screen is noticed here first. */
class FileSizeTest {

  private static final int SMELL = 300;
  private static final int MOST_LINES = 500;
  private static final int MOST_LINES_OF_A_METHOD = 60;

  /** Files that may be longer, each with its reason: flat facades and tables of constants. */
  private static final Map<String, String> LONGER_FILES =
      Map.of("Tensor.java", "a flat facade over the engine, one line per operation");

  @Test
  void noFileIsTooLong() throws IOException {
    Map<String, Integer> lengths = new TreeMap<>();
    for (Path file :
        SourceFiles.below(SourceFiles.MAIN, SourceFiles.TESTS, SourceFiles.BENCHMARKS)) {
      int lines = Files.readAllLines(file).size();
      if (lines > SMELL) {
        lengths.put(file.getFileName().toString(), lines);
      }
    }
    System.err.println("files over " + SMELL + " lines, to be split when next touched: " + lengths);
    lengths.keySet().removeAll(LONGER_FILES.keySet());
    lengths.values().removeIf(lines -> lines <= MOST_LINES);
    assertThat(lengths).as("files over %d lines", MOST_LINES).isEmpty();
  }

  @Test
  void noMethodIsTooLong() throws IOException {
    Set<String> tooLong =
        SourceFiles.declarations(
                SourceFiles.below(SourceFiles.MAIN, SourceFiles.TESTS, SourceFiles.BENCHMARKS))
            .stream()
            .filter(method -> !method.isType() && method.lines() > MOST_LINES_OF_A_METHOD)
            .map(Declaration::toString)
            .collect(Collectors.toSet());
    assertThat(tooLong).as("methods over %d lines", MOST_LINES_OF_A_METHOD).isEmpty();
  }
}
