package org.polysome.benchmarks.mutation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.polysome.fault.DataException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * How {@code pom.xml} lets the tests run, so that mutants meet the same Java.
 *
 * @param options of Java
 * @param environment variables
 */
record SurefireSettings(List<String> options, Map<String, String> environment) {

  SurefireSettings {
    options = List.copyOf(options);
    environment = Map.copyOf(environment);
  }

  /**
   * Reads them from the parent's {@code pom.xml}. Options that are properties of a single build are
   * left out.
   *
   * @throws DataException if there are none
   */
  static SurefireSettings read(Path pom) throws IOException {
    NodeList options;
    NodeList environment;
    try {
      var document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(pom.toFile());
      options = document.getElementsByTagName("argLine");
      environment = document.getElementsByTagName("environmentVariables");
    } catch (SAXException | ParserConfigurationException fault) {
      throw new DataException(pom + " cannot be read: " + fault.getMessage(), fault);
    }
    if (options.getLength() != 1 || environment.getLength() != 1) {
      throw new DataException(pom + ": one argLine and one environmentVariables are expected");
    }
    return new SurefireSettings(
        Arrays.stream(options.item(0).getTextContent().strip().split("\\s+"))
            .filter(option -> !option.contains("${"))
            .toList(),
        variables(environment.item(0)));
  }

  private static Map<String, String> variables(Node parent) {
    Map<String, String> variables = new LinkedHashMap<>();
    NodeList children = parent.getChildNodes();
    for (int i = 0; i < children.getLength(); i++) {
      if (children.item(i) instanceof Element element) {
        variables.put(element.getTagName(), element.getTextContent().strip());
      }
    }
    return variables;
  }
}
