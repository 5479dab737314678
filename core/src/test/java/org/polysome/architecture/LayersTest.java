package org.polysome.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.polysome.architecture.CompiledClasses.Mentions;

/**
 * The layers of {@code docs/architecture.md}, as compiled. A room is a package with its
 * subpackages; it sees only the rooms named here, and all of those lie below it.
 */
class LayersTest {

  /** Room, its layer, and the rooms it may see. The ground floor (below 0) is open to all. */
  private static final String TABLE =
      """
      fault          -2
      files          -1
      random         -1
      progress       -1
      parallel       -1
      config          0
      provenance      0
      matrix          0
      page            0
      pickle          0
      tensor          1  matrix pickle
      anndata         1  matrix config
      genes           1  matrix config
      nn              2  config tensor
      graph           2  matrix
      tokenizer       3  config matrix genes anndata
      prepare         3  config matrix genes anndata graph
      metric          3  matrix graph
      encoder.gene    4  config matrix tensor nn tokenizer genes graph
      encoder.value   4  config tensor nn tokenizer
      backbone        4  config tensor nn tokenizer
      decoder         4  config tensor nn tokenizer
      simulate        4  config matrix genes anndata prepare
      corpus          4  config provenance matrix genes anndata prepare tokenizer
      model           5  config matrix tensor nn graph tokenizer genes encoder.gene encoder.value backbone decoder
      objective       6  config matrix tensor nn tokenizer decoder encoder.gene encoder.value model
      train           7  config provenance matrix page tensor nn anndata genes graph tokenizer prepare corpus encoder.gene encoder.value backbone decoder model objective
      published       8  config provenance pickle tensor anndata genes tokenizer model objective train
      suite           9  config provenance matrix page tensor anndata genes graph tokenizer prepare metric corpus encoder.gene model train
      experiment     10  config provenance matrix page tensor anndata genes graph tokenizer prepare simulate metric corpus model objective train suite
      cli            11  config provenance matrix page tensor anndata genes graph tokenizer prepare simulate metric corpus model objective train published suite experiment
      """;

  /** Rooms that must work where the engine does not load. */
  private static final List<String> WITHOUT_ENGINE =
      List.of(
          "anndata",
          "genes",
          "graph",
          "metric",
          "prepare",
          "simulate",
          "tokenizer",
          "corpus",
          "page",
          "matrix",
          "config",
          "provenance");

  private static final Map<String, Room> ROOMS = rooms();

  private record Room(int layer, Set<String> sees) {}

  @Test
  void everyRoomSeesOnlyWhatItMay() throws Exception {
    Set<String> forbidden = new TreeSet<>();
    for (Mentions type : CompiledClasses.all()) {
      String from = room(type.packageName());
      for (String mentioned : type.mentioned()) {
        String to =
            mentioned.startsWith("org.polysome.")
                ? room(CompiledClasses.packageOf(mentioned))
                : from;
        if (!from.equals(to) && !maySee(from, to)) {
          forbidden.add(
              "%s must not see %s: %s uses %s".formatted(from, to, type.name(), mentioned));
        }
      }
    }
    assertThat(forbidden).isEmpty();
  }

  @Test
  void everyPackageHasALayer() throws Exception {
    Set<String> unknown =
        CompiledClasses.all().stream()
            .map(type -> room(type.packageName()))
            .filter(room -> !room.isEmpty() && !ROOMS.containsKey(room))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(unknown).as("packages to add to the table, or to move").isEmpty();
  }

  @Test
  void theTableItselfOnlyLooksDown() {
    ROOMS.forEach(
        (name, room) ->
            room.sees()
                .forEach(
                    lower ->
                        assertThat(Objects.requireNonNull(ROOMS.get(lower), lower).layer())
                            .as("%s sees %s", name, lower)
                            .isLessThan(room.layer())));
  }

  @Test
  void thePageShowsTheSameTable() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "architecture.md"));
    Map<String, String> shown = new LinkedHashMap<>();
    Matcher rows = Pattern.compile("(?m)^\\| (ground|\\d+) \\| ([^|]+) \\|").matcher(page);
    while (rows.find()) {
      for (String room : rows.group(2).replace("`", "").split(", ")) {
        shown.put(room.strip(), rows.group(1));
      }
    }
    Map<String, String> table = new LinkedHashMap<>();
    ROOMS.forEach(
        (name, room) ->
            table.put(name, room.layer() < 0 ? "ground" : Integer.toString(room.layer())));
    assertThat(shown).containsExactlyInAnyOrderEntriesOf(table);
  }

  @Test
  void dataAndBenchmarksWorkWithoutTheEngine() {
    for (String room : WITHOUT_ENGINE) {
      assertThat(reachable(room)).as(room).doesNotContain("tensor", "nn");
    }
  }

  @Test
  void onlyTensorTouchesTheEngine() throws Exception {
    assertUsers(name -> name.startsWith("org.bytedeco.pytorch."), "org.polysome.tensor");
    assertUsers(name -> name.startsWith("org.bytedeco.openblas."), "org.polysome.tensor");
    assertUsers(
        name -> name.startsWith("org.bytedeco.javacpp."),
        "org.polysome.tensor",
        "org.polysome.anndata.hdf5");
  }

  @Test
  void onlyOnePackageTouchesHdf5() throws Exception {
    assertUsers(
        name -> name.startsWith("org.bytedeco.hdf5.") || name.startsWith("io.jhdf."),
        "org.polysome.anndata.hdf5");
  }

  @Test
  void yamlAndTheCommandLineHaveOneDoorEach() throws Exception {
    assertUsers(name -> name.startsWith("org.snakeyaml."), "org.polysome.config");
    assertUsers(name -> name.startsWith("picocli."), "org.polysome.cli");
  }

  private static void assertUsers(Predicate<String> library, String... allowed) throws Exception {
    Set<String> users =
        CompiledClasses.all().stream()
            .filter(type -> type.mentioned().stream().anyMatch(library))
            .map(Mentions::packageName)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(users).isNotEmpty().isSubsetOf(allowed);
  }

  private static boolean maySee(String from, String to) {
    Room above = ROOMS.get(from);
    Room below = ROOMS.get(to);
    if (above == null || below == null || below.layer() >= above.layer()) {
      return false;
    }
    return below.layer() < 0 || above.sees().contains(to);
  }

  private static Set<String> reachable(String room) {
    Set<String> seen = new TreeSet<>(Objects.requireNonNull(ROOMS.get(room), room).sees());
    for (String lower : Set.copyOf(seen)) {
      seen.addAll(reachable(lower));
    }
    return seen;
  }

  /** {@code train.log} is in the room train; the two encoders are two rooms; the root is none. */
  private static String room(String packageName) {
    String[] parts = packageName.split("\\.");
    if (parts.length < 3) {
      return "";
    }
    return parts[2].equals("encoder") ? parts[2] + "." + parts[3] : parts[2];
  }

  private static Map<String, Room> rooms() {
    Map<String, Room> rooms = new LinkedHashMap<>();
    for (String line : TABLE.lines().toList()) {
      String[] words = line.strip().split("\\s+");
      Set<String> sees = Set.copyOf(Arrays.asList(words).subList(2, words.length));
      rooms.put(words[0], new Room(Integer.parseInt(words[1]), sees));
    }
    return rooms;
  }
}
