package org.polysome.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.files.CsvText;
import org.polysome.files.IoFaults;
import org.polysome.suite.map.Picture;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder that a benchmark writes: {@code results.json} for programs, {@code results.csv} for
 * spreadsheets, and what the page draws besides. The page itself, {@code report.html}, is made of
 * these.
 */
public final class ResultsFolder {

  /** The file that makes a folder one of results. */
  public static final String RESULTS = "results.json";

  /** The page. */
  public static final String REPORT = "report.html";

  private static final String TABLE = "results.csv";
  private static final String CONFUSIONS = "confusions.json";
  private static final String PICTURES = "layouts.json";
  private static final String FIGURES = "figures.json";

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private ResultsFolder() {}

  /** Whether a folder holds the results of a benchmark. */
  public static boolean isOne(Path folder) {
    return Files.isRegularFile(folder.resolve(RESULTS));
  }

  /** Writes the files of an outcome into an existing folder. */
  public static void write(SuiteOutcome outcome, Path folder) {
    var pretty = JSON.writerWithDefaultPrettyPrinter();
    write(folder.resolve(RESULTS), pretty.writeValueAsString(outcome.results()) + "\n");
    write(folder.resolve(TABLE), table(outcome.results().results()));
    write(folder.resolve(CONFUSIONS), JSON.writeValueAsString(outcome.confusions()));
    write(folder.resolve(PICTURES), JSON.writeValueAsString(outcome.pictures()));
    write(folder.resolve(FIGURES), JSON.writeValueAsString(outcome.figures()));
    outcome.tables().forEach(table -> write(folder.resolve(table.file()), text(table)));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws UsageException if the folder holds no results
   * @throws DataException if they are damaged, of a newer version, or of another suite
   */
  public static SuiteOutcome read(Path folder) {
    return new SuiteOutcome(
        readResults(folder),
        List.of(read(folder.resolve(CONFUSIONS), Confusion[].class)),
        List.of(read(folder.resolve(PICTURES), Picture[].class)),
        List.of(read(folder.resolve(FIGURES), Figure[].class)),
        List.of());
  }

  /**
   * Reads the numbers alone.
   *
   * @throws UsageException if the folder holds no results
   * @throws DataException if they are damaged, of a newer version, or of another suite
   */
  public static SuiteResults readResults(Path folder) {
    if (!isOne(folder)) {
      throw new UsageException(
          "%s is no folder of results: it has no %s".formatted(folder, RESULTS));
    }
    SuiteResults results = read(folder.resolve(RESULTS), SuiteResults.class);
    if (results.schema() > SuiteResults.SCHEMA) {
      throw new DataException(
          "%s is of schema %d, this Polysome reads up to %d; install a newer one"
              .formatted(folder.resolve(RESULTS), results.schema(), SuiteResults.SCHEMA));
    }
    return results;
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  private static <T> T read(Path file, Class<T> type) {
    try {
      return JSON.readValue(Files.readString(file), type);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    } catch (JacksonException e) {
      throw new DataException(
          "%s is damaged: %s"
              .formatted(file, e.getOriginalMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  private static String table(List<ResultRow> rows) {
    StringBuilder text =
        new StringBuilder(
            "input,embedding,metric,flavor,group,value,sd,ci95_low,ci95_high,status\n");
    for (ResultRow row : rows) {
      Stream<String> fields =
          Stream.of(
              CsvText.field(row.input()),
              CsvText.field(row.embedding()),
              row.metric(),
              CsvText.field(row.flavor()),
              row.group(),
              number(row.value()),
              number(row.sd()),
              row.interval().map(interval -> number(interval.low())).orElse(""),
              row.interval().map(interval -> number(interval.high())).orElse(""),
              row.status());
      text.append(String.join(",", fields.toList())).append('\n');
    }
    return text.toString();
  }

  private static String text(SideTable table) {
    StringBuilder text = new StringBuilder(String.join(",", table.head())).append('\n');
    table
        .lines()
        .forEach(
            line ->
                text.append(String.join(",", line.stream().map(CsvText::field).toList()))
                    .append('\n'));
    return text.toString();
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? number(value.getAsDouble()) : "";
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }
}
