package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.polysome.page.Numbers;
import org.polysome.suite.InputRecord;
import org.polysome.suite.grid.GridTable.Field;
import org.polysome.suite.grid.GridTable.Line;

/**
 * The tables of a grid.
 *
 * @param results of its runs
 * @param exhibits what is to be shown
 */
public record GridTables(GridResults results, Exhibits exhibits) {

  /** All of them, in order. */
  public List<GridTable> all() {
    return exhibits.tables().stream().map(this::table).toList();
  }

  private GridTable table(TableSpec spec) {
    List<Column> columns = columns(spec);
    Tested tested = new Tested(new HashMap<>());
    List<Line> lines = new ArrayList<>();
    if (spec.baselines()) {
      for (JudgedRun baseline : results.baselines()) {
        String reading = results.readings().getFirst();
        Line line = line(new Place("", baseline.cell(), reading), spec, columns, tested);
        if (line.fields().stream().anyMatch(field -> field.estimate().value().isPresent())) {
          lines.add(line);
        }
      }
    }
    places(spec).forEach(place -> lines.add(line(place, spec, columns, tested)));
    return new GridTable(
        spec,
        columns.stream().map(Column::title).toList(),
        marked(lines, columns.size()),
        new GridNotes(results, exhibits).of(spec, lines.stream().anyMatch(Line::isUncertain)));
  }

  /** A column: a score, over all inputs or on one. */
  private record Column(String title, Score score, Optional<String> input) {}

  /** What a score is tested in: it is tested once for all lines of a reading. */
  private record Question(Score score, String reading) {}

  /** The differences of one table that are known by now. */
  private record Tested(Map<Question, Map<GridCell, Comparisons.Difference>> known) {

    Map<GridCell, Comparisons.Difference> of(GridTables tables, Score score, String reading) {
      return known.computeIfAbsent(
          new Question(score, reading), question -> tables.differences(score, reading));
    }
  }

  /** A line: a cell in a reading. */
  private record Place(String part, GridCell cell, String reading) {}

  private List<Column> columns(TableSpec spec) {
    List<Score> scores = spec.scores().stream().map(exhibits::score).toList();
    if (spec.columns() == TableSpec.Columns.SCORES) {
      return scores.stream()
          .map(score -> new Column(score.heading(), score, Optional.empty()))
          .toList();
    }
    Score score = scores.getFirst();
    List<String> inputs = results.inputs(score);
    List<Column> columns = new ArrayList<>();
    inputs.forEach(input -> columns.add(new Column(title(input), score, Optional.of(input))));
    if (inputs.size() != 1) {
      columns.add(new Column("Mean", score, Optional.empty()));
    }
    return columns;
  }

  private static String title(String input) {
    return InputRecord.fileName(input).replaceFirst("\\.h5ad$", "");
  }

  private List<Place> places(TableSpec spec) {
    List<TableSpec.Part> parts =
        spec.parts().isEmpty()
            ? List.of(new TableSpec.Part("", results.cells().stream().map(GridCell::name).toList()))
            : spec.parts();
    List<Place> places = new ArrayList<>();
    for (TableSpec.Part part : parts) {
      if (isBaseAlone(part)) {
        continue;
      }
      for (String name : part.runs()) {
        for (String reading : results.readings().stream().filter(spec::shows).toList()) {
          results.cell(name).ifPresent(cell -> places.add(new Place(part.title(), cell, reading)));
        }
      }
    }
    return places;
  }

  /** Whether nothing is left in the grid that the base would be compared with. */
  private boolean isBaseAlone(TableSpec.Part part) {
    return exhibits
        .compare()
        .map(Exhibits.Compare::base)
        .map(
            base ->
                part.runs().stream()
                    .filter(name -> results.cell(name).isPresent())
                    .allMatch(base::equals))
        .orElse(false);
  }

  private Line line(Place place, TableSpec spec, List<Column> columns, Tested tested) {
    boolean baseline = results.cells().stream().noneMatch(place.cell::equals);
    List<Field> fields = columns.stream().map(column -> field(place, column, tested)).toList();
    List<String> facts = spec.facts().stream().map(fact -> fact(place.cell, fact)).toList();
    return new Line(
        place.part,
        results.title(place.cell),
        baseline ? "" : place.reading,
        facts,
        fields,
        baseline);
  }

  private Field field(Place place, Column column, Tested tested) {
    Estimate estimate =
        column
            .input
            .map(input -> results.on(input, place.cell, place.reading, column.score))
            .orElseGet(() -> results.over(place.cell, place.reading, column.score));
    Optional<Comparisons.Difference> difference =
        column.input.isPresent()
            ? Optional.empty()
            : Optional.ofNullable(tested.of(this, column.score, place.reading).get(place.cell));
    return new Field(column.score, estimate, difference, false);
  }

  private Map<GridCell, Comparisons.Difference> differences(Score score, String reading) {
    return exhibits
        .compare()
        .flatMap(
            compare ->
                results
                    .cell(compare.base())
                    .map(base -> new Comparisons(results, base, compare.correction(), reading)))
        .map(comparisons -> comparisons.in(score))
        .orElse(Map.of());
  }

  private String fact(GridCell cell, TableSpec.Fact fact) {
    return results.of(cell).stream()
        .flatMap(run -> Optional.ofNullable(run.facts().get(fact)).stream())
        .findFirst()
        .map(Numbers::grouped)
        .orElse("");
  }

  /** The lines with the best value of the runs marked in each column. */
  private static List<Line> marked(List<Line> lines, int columns) {
    Map<Integer, Double> best = new HashMap<>();
    for (int column = 0; column < columns; column++) {
      int place = column;
      lines.stream()
          .filter(line -> !line.baseline())
          .map(line -> line.fields().get(place))
          .flatMapToDouble(field -> signed(field).stream())
          .max()
          .ifPresent(value -> best.put(place, value));
    }
    return lines.stream().map(line -> marked(line, best)).toList();
  }

  private static Line marked(Line line, Map<Integer, Double> best) {
    List<Field> fields =
        IntStream.range(0, line.fields().size())
            .mapToObj(
                column -> {
                  Field field = line.fields().get(column);
                  boolean isBest =
                      !line.baseline()
                          && signed(field).isPresent()
                          && Objects.equals(best.get(column), signed(field).getAsDouble());
                  return isBest ? field.asBest() : field;
                })
            .toList();
    return new Line(
        line.part(), line.name(), line.reading(), line.facts(), fields, line.baseline());
  }

  private static OptionalDouble signed(Field field) {
    double sign = field.score().direction().sign();
    return sign != 0 && field.estimate().value().isPresent()
        ? OptionalDouble.of(sign * field.estimate().value().getAsDouble())
        : OptionalDouble.empty();
  }
}
