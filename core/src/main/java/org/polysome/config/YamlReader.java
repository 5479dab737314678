package org.polysome.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.fault.UsageException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML 1.2 text to a tree, with the core schema: {@code yes} and {@code 1_000} are text, {@code
 * 1e-4} is a number. Anchors and aliases may be used; tags, duplicate keys and several documents
 * are refused.
 */
public final class YamlReader {

  private static final Map<Tag, Kind> KINDS =
      Map.of(
          Tag.STR, Kind.TEXT,
          Tag.MERGE, Kind.TEXT,
          Tag.INT, Kind.WHOLE_NUMBER,
          Tag.FLOAT, Kind.NUMBER,
          Tag.BOOL, Kind.TRUTH,
          Tag.NULL, Kind.NOTHING);

  private final String source;

  private YamlReader(String source) {
    this.source = source;
  }

  /**
   * Reads one document; an empty one is a mapping without keys.
   *
   * @param source the name of the file, for error messages
   * @throws UsageException if it is not YAML
   */
  public static Node read(String text, String source) {
    YamlReader reader = new YamlReader(source);
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setLabel(source).build();
    try {
      Optional<org.snakeyaml.engine.v2.nodes.Node> root = new Compose(settings).composeString(text);
      return root.map(reader::convert).orElseGet(reader::empty);
    } catch (MarkedYamlEngineException e) {
      Mark mark = e.getProblemMark().map(reader::mark).orElse(new Mark(source));
      throw notYaml(mark, e.getProblem(), e);
    } catch (YamlEngineException e) {
      throw notYaml(new Mark(source), String.valueOf(e.getMessage()), e);
    }
  }

  private Node empty() {
    return new Mapping(Map.of(), new Mark(source));
  }

  private Node convert(org.snakeyaml.engine.v2.nodes.Node node) {
    Mark mark = node.getStartMark().map(this::mark).orElse(new Mark(source));
    if (node.isRecursive()) {
      throw Faults.at(mark, "an anchor contains itself");
    }
    return switch (node) {
      case ScalarNode scalar -> new Scalar(scalar.getValue(), kind(scalar, mark), mark);
      case SequenceNode list -> list(list, mark);
      case MappingNode map -> mapping(map, mark);
      default -> throw Faults.at(mark, "a dangling alias");
    };
  }

  private static Kind kind(ScalarNode scalar, Mark mark) {
    Kind kind = KINDS.get(scalar.getTag());
    if (kind == null) {
      throw Faults.at(mark, "tags are not used here, got " + scalar.getTag());
    }
    return kind;
  }

  private Listing list(SequenceNode node, Mark mark) {
    refuseTag(node, Tag.SEQ, mark);
    List<Node> items = node.getValue().stream().map(this::convert).toList();
    return new Listing(items, mark);
  }

  private Mapping mapping(MappingNode node, Mark mark) {
    refuseTag(node, Tag.MAP, mark);
    Map<String, Node> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      String key = key(tuple.getKeyNode());
      if (entries.put(key, convert(tuple.getValueNode())) != null) {
        Mark again = tuple.getKeyNode().getStartMark().map(this::mark).orElse(mark);
        throw Faults.at(again, "the key " + key + " is given twice");
      }
    }
    return new Mapping(entries, mark);
  }

  private String key(org.snakeyaml.engine.v2.nodes.Node node) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw Faults.at(
        node.getStartMark().map(this::mark).orElse(new Mark(source)),
        "a key must be a name, got a list or a group of keys");
  }

  private static void refuseTag(org.snakeyaml.engine.v2.nodes.Node node, Tag usual, Mark mark) {
    if (!node.getTag().equals(usual)) {
      throw Faults.at(mark, "tags are not used here, got " + node.getTag());
    }
  }

  private Mark mark(org.snakeyaml.engine.v2.exceptions.Mark mark) {
    return source.equals(Mark.COMMAND_LINE)
        ? new Mark(source)
        : new Mark(source, mark.getLine() + 1);
  }

  private static UsageException notYaml(Mark mark, String problem, YamlEngineException cause) {
    String line = problem.lines().findFirst().orElse("unreadable");
    return new UsageException("%s: not valid YAML: %s".formatted(mark, line), cause);
  }
}
