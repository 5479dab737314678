package org.polysome.benchmarks.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.polysome.fault.DataException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * PITest's report {@code mutations.xml}, each mutant with its line of the source.
 *
 * @param mutants in the report's order
 */
record MutationReport(List<Mutant> mutants) {

  MutationReport {
    mutants = List.copyOf(mutants);
  }

  /**
   * Reads a report.
   *
   * @param file the report
   * @param sources folder of the sources
   * @throws DataException if the file is no such report
   */
  static MutationReport read(Path file, Path sources) throws IOException {
    Map<String, List<String>> texts = new HashMap<>();
    List<Mutant> mutants = new ArrayList<>();
    var elements = document(file).getElementsByTagName("mutation");
    for (int i = 0; i < elements.getLength(); i++) {
      mutants.add(mutant((Element) elements.item(i), sources, texts));
    }
    return new MutationReport(mutants);
  }

  private static org.w3c.dom.Document document(Path file) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    } catch (SAXException | ParserConfigurationException fault) {
      throw new DataException(file + " is no report of PITest: " + fault.getMessage(), fault);
    }
  }

  private static Mutant mutant(Element element, Path sources, Map<String, List<String>> texts)
      throws IOException {
    String type = text(element, "mutatedClass");
    int line = Integer.parseInt(text(element, "lineNumber"));
    Path home = sources.resolve(type.substring(0, type.lastIndexOf('.')).replace('.', '/'));
    Path file = home.resolve(text(element, "sourceFile"));
    List<String> lines = texts.get(file.toString());
    if (lines == null) {
      lines = Files.readAllLines(file);
      texts.put(file.toString(), lines);
    }
    return new Mutant(
        type,
        text(element, "mutatedMethod"),
        line,
        text(element, "description"),
        line >= 1 && line <= lines.size() ? lines.get(line - 1).strip() : "",
        Fate.of(element.getAttribute("status")));
  }

  private static String text(Element element, String name) {
    return element.getElementsByTagName(name).item(0).getTextContent().strip();
  }
}
