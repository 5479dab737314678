package org.polysome.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.polysome.config.Config;
import org.polysome.files.IoFaults;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.grid.GridSuite;
import org.polysome.suite.grid.Judging;
import org.polysome.suite.grid.Reading;
import org.polysome.suite.relation.RelationshipFile;

/**
 * Everything that decides what a suite finds, as text: equal texts mean that nothing needs to be
 * judged again. Files are told by name, size and time.
 *
 * @param suite the suite
 * @param judging how the grid is judged
 * @param settings what the suite is told
 * @param more what else decides it
 */
record Asked(
    GridSuite suite, Judging judging, BenchmarkSettings settings, Map<String, String> more) {

  String text() {
    Map<String, String> facts = new LinkedHashMap<>(more);
    facts.put("label", settings.label().orElse(""));
    facts.put("batch", settings.batch().orElse(""));
    facts.put("control", judging.control().orElse(""));
    facts.put("layer", judging.counts().layer().orElse(""));
    facts.put("gene-column", judging.counts().geneColumn().orElse(""));
    facts.put("baselines", settings.baselines().name());
    facts.put("seeds", String.valueOf(settings.seeds()));
    List<Path> files = new ArrayList<>(judging.input());
    files.addAll(RelationshipFile.all(judging.relationships()));
    files.forEach(file -> facts.put(file.toString(), state(file)));
    return suite.name()
        + ":\n"
        + Config.text((Record) suite).indent(2)
        + facts.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
            .collect(Collectors.joining());
  }

  /** The same of a run that reads cells in a certain way. */
  String text(Reading reading) {
    return text() + Config.text(reading);
  }

  private static String state(Path file) {
    try {
      return Files.size(file) + " bytes, " + Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }
}
