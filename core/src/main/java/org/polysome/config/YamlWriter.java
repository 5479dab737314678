package org.polysome.config;

import java.util.ArrayList;
import java.util.List;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Present;
import org.snakeyaml.engine.v2.api.lowlevel.Serialize;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** A tree to YAML text: groups in blocks, lists of plain values on one line. */
public final class YamlWriter {

  private YamlWriter() {}

  /** The text of a tree; reading it gives the same tree. */
  public static String write(Node node) {
    DumpSettings settings =
        DumpSettings.builder()
            .setSchema(new CoreSchema())
            .setIndent(2)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .setSplitLines(false)
            .setUseUnicodeEncoding(true)
            .build();
    return new Present(settings)
        .emitToString(new Serialize(settings).serializeOne(convert(node)).iterator());
  }

  private static org.snakeyaml.engine.v2.nodes.Node convert(Node node) {
    return switch (node) {
      case Scalar scalar -> scalar(scalar);
      case Listing list -> list(list);
      case Mapping mapping -> mapping(mapping);
    };
  }

  private static ScalarNode scalar(Scalar scalar) {
    String text = scalar.kind() == Kind.NOTHING ? "null" : scalar.text();
    return new ScalarNode(tag(scalar.kind()), text, ScalarStyle.PLAIN);
  }

  private static Tag tag(Kind kind) {
    return switch (kind) {
      case TEXT -> Tag.STR;
      case WHOLE_NUMBER -> Tag.INT;
      case NUMBER -> Tag.FLOAT;
      case TRUTH -> Tag.BOOL;
      case NOTHING -> Tag.NULL;
    };
  }

  private static SequenceNode list(Listing list) {
    boolean plain = list.items().stream().allMatch(Scalar.class::isInstance);
    List<org.snakeyaml.engine.v2.nodes.Node> items =
        list.items().stream().map(YamlWriter::convert).toList();
    return new SequenceNode(Tag.SEQ, items, plain ? FlowStyle.FLOW : FlowStyle.BLOCK);
  }

  private static MappingNode mapping(Mapping mapping) {
    List<NodeTuple> tuples = new ArrayList<>();
    mapping
        .entries()
        .forEach(
            (key, value) ->
                tuples.add(
                    new NodeTuple(
                        new ScalarNode(Tag.STR, key, ScalarStyle.PLAIN), convert(value))));
    FlowStyle style = tuples.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK;
    return new MappingNode(Tag.MAP, tuples, style);
  }
}
