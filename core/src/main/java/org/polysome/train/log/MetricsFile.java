package org.polysome.train.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.polysome.fault.DataException;
import org.polysome.files.IoFaults;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code metrics.jsonl}: one {@link Metrics} a line, in the order of the steps. A line reaches the
 * file when it is appended; {@link #force} makes it survive a power failure.
 */
public final class MetricsFile implements AutoCloseable {

  /** What it is called in a run folder. */
  public static final String NAME = "metrics.jsonl";

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final AppendedFile file;

  private MetricsFile(AppendedFile file) {
    this.file = file;
  }

  /**
   * Opens the file to append to it, cutting whatever a killed process wrote after a step: a resumed
   * run writes those lines again.
   *
   * @param step the last step whose lines stay; 0 empties the file
   */
  public static MetricsFile open(Path path, long step) {
    try {
      return new MetricsFile(AppendedFile.open(path, () -> bytesUntil(path, step)));
    } catch (IOException e) {
      throw IoFaults.writing(path, e);
    }
  }

  /** The lines of a file, less a last one that a killed process left unfinished. */
  public static List<Metrics> read(Path path) {
    List<Metrics> lines = new ArrayList<>();
    for (String line : wholeLines(path)) {
      lines.add(parse(path, line));
    }
    return lines;
  }

  /** Appends a line. */
  public void append(Metrics metrics) {
    file.append(StandardCharsets.UTF_8.encode(JSON.writeValueAsString(metrics) + "\n"));
  }

  /** Returns once every line is on the disk. */
  public void force() {
    file.force();
  }

  @Override
  public void close() {
    file.close();
  }

  private static long bytesUntil(Path path, long step) {
    long bytes = 0;
    for (String line : wholeLines(path)) {
      if (parse(path, line).step() > step) {
        break;
      }
      bytes += line.getBytes(StandardCharsets.UTF_8).length + 1L;
    }
    return bytes;
  }

  private static List<String> wholeLines(Path path) {
    try {
      String text = Files.readString(path);
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
  }

  private static Metrics parse(Path path, String line) {
    try {
      return JSON.readValue(line, Metrics.class);
    } catch (JacksonException e) {
      throw new DataException(path + " is damaged: not a line of metrics: " + line, e);
    }
  }
}
