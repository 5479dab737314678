package org.polysome.config;

import org.polysome.config.Node.Mapping;

/**
 * Records from configurations and back. A record is its own schema:
 *
 * {@snippet :
 * record Train(@Default("64") int batchSize, @Default("1e-4") double learningRate) {
 *   Train {
 *     Require.positive("batch-size", batchSize);
 *   }
 * }
 * Train train = Config.bind(YamlReader.read("batch-size: 32", "my.yaml"), Train.class);
 * }
 */
public final class Config {

  private Config() {}

  /**
   * The value that a tree describes.
   *
   * @param type a record, or a sealed interface of records
   * @throws org.polysome.fault.UsageException with place, path, value and what was expected, if the
   *     tree has a key that is unknown, a value of the wrong type or out of range, or lacks one
   */
  public static <T> T bind(Node tree, Class<T> type) {
    return type.cast(new Binder(type).bind(tree, type, KeyPath.ROOT));
  }

  /**
   * The value in which every component has its default.
   *
   * @throws org.polysome.fault.UsageException if a component has none
   */
  public static <T> T defaults(Class<T> type) {
    return bind(new Mapping(java.util.Map.of(), new Mark("defaults")), type);
  }

  /** The tree of a record, with every default spelt out; binding it gives an equal record. */
  public static Node tree(Record value) {
    return Unbinder.tree(value, value.getClass());
  }

  /** The YAML text of a record, with every default spelt out. */
  public static String text(Record value) {
    return YamlWriter.write(tree(value));
  }
}
