package org.polysome.published;

import java.util.List;
import java.util.Map;
import org.polysome.config.Config;
import org.polysome.config.Mark;
import org.polysome.config.Merge;
import org.polysome.config.Node;
import org.polysome.config.Node.Mapping;
import org.polysome.config.YamlReader;
import org.polysome.train.Plan;

/**
 * The plan of a published model: what is the same for all checkpoints of its kind, and key by key
 * what one of them says. What training needs beside is the same for all.
 */
final class PlanText {

  private final String source;
  private Node tree;

  /**
   * The part that does not change.
   *
   * @param model the name of the model, for messages
   * @param yaml the keys that are the same for all
   */
  PlanText(String model, String yaml) {
    source = "the plan of an imported " + model;
    tree = YamlReader.read(yaml + "train: {epochs: 1}\n", source);
  }

  /**
   * With a key more.
   *
   * @param key the path to it, parted by dots
   * @param value YAML, merged over what is there
   */
  PlanText set(String key, Object value) {
    Node node = YamlReader.read(String.valueOf(value), source);
    for (String part : List.of(key.split("\\.")).reversed()) {
      node = new Mapping(Map.of(part, node), new Mark(source));
    }
    tree = Merge.over(tree, node);
    return this;
  }

  /**
   * With the sizes of a model.
   *
   * @param group the path to the model
   */
  PlanText sizes(String group, int width, int layers, int heads) {
    return set(group, "{width: %d, layers: %d, heads: %d}".formatted(width, layers, heads));
  }

  /**
   * With the objectives.
   *
   * @param objectives YAML of each
   */
  PlanText objectives(List<String> objectives) {
    return set("objectives", "[" + String.join(", ", objectives) + "]");
  }

  /** All of it. */
  Plan plan() {
    return Config.bind(tree, Plan.class);
  }
}
