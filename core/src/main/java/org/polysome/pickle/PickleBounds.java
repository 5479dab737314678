package org.polysome.pickle;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.polysome.fault.DataException;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Persistent;
import org.polysome.pickle.PickleValue.Table;

/**
 * Refuses what holds itself, is nested too deeply, or shares so much that it unfolds to too many
 * values: whoever reads the value may then walk through all of it.
 */
final class PickleBounds {

  private static final int DEEPEST = 200;
  private static final long MOST = 50_000_000;
  private static final long UNDERWAY = -1;

  private final String source;
  private final Map<PickleValue, Long> sizes = new IdentityHashMap<>();

  private PickleBounds(String source) {
    this.source = source;
  }

  /**
   * The value, if it is within bounds.
   *
   * @throws DataException if not
   */
  static PickleValue checked(PickleValue value, String source) {
    new PickleBounds(source).size(value, 0);
    return value;
  }

  /** How many values it is, each counted as often as it occurs. */
  private long size(PickleValue value, int depth) {
    List<PickleValue> within = within(value);
    if (within.isEmpty()) {
      return 1;
    }
    long known = sizes.getOrDefault(value, 0L);
    if (known > 0) {
      return known;
    }
    if (known == UNDERWAY || depth > DEEPEST) {
      throw new DataException(
          source + " holds a collection that holds itself, or is nested too deeply to be weights");
    }
    sizes.put(value, UNDERWAY);
    long size = 1;
    for (PickleValue inner : within) {
      size += size(inner, depth + 1);
      if (size > MOST) {
        throw new DataException(source + " unfolds to too many values to be weights");
      }
    }
    sizes.put(value, size);
    return size;
  }

  private static List<PickleValue> within(PickleValue value) {
    return switch (value) {
      case Items items -> items.list();
      case Table table ->
          Stream.concat(table.entries().keySet().stream(), table.entries().values().stream())
              .toList();
      case Built built -> built.arguments();
      case Persistent persistent -> List.of(persistent.id());
      default -> List.of();
    };
  }
}
