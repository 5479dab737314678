package org.polysome.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a configuration as it was written, before anyone asks what it means. */
public sealed interface Node {

  /** Where it was written. */
  Mark mark();

  /** What it is, as an error message shows it. */
  String shown();

  /** What the core schema of YAML 1.2 takes a scalar for. */
  enum Kind {
    TEXT,
    WHOLE_NUMBER,
    NUMBER,
    TRUTH,
    NOTHING
  }

  /**
   * A single value.
   *
   * @param text as written, without quotes
   */
  record Scalar(String text, Kind kind, Mark mark) implements Node {

    @Override
    public String shown() {
      return switch (kind) {
        case TEXT -> "\"" + text + "\"";
        case NOTHING -> "nothing";
        case WHOLE_NUMBER, NUMBER, TRUTH -> text;
      };
    }
  }

  /**
   * Keys with values, in the order written.
   *
   * @param entries the values by key
   */
  record Mapping(Map<String, Node> entries, Mark mark) implements Node {

    /** Keeps the order of the entries. */
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The same with one entry added or replaced. */
    public Mapping with(String key, Node value) {
      Map<String, Node> changed = new LinkedHashMap<>(entries);
      changed.put(key, value);
      return new Mapping(changed, mark);
    }

    /** The same without one entry. */
    public Mapping without(String key) {
      Map<String, Node> changed = new LinkedHashMap<>(entries);
      changed.remove(key);
      return new Mapping(changed, mark);
    }

    @Override
    public String shown() {
      return "a group of keys";
    }
  }

  /**
   * Values one after the other.
   *
   * @param items the values
   */
  record Listing(List<Node> items, Mark mark) implements Node {

    /** Copies the items. */
    public Listing {
      items = List.copyOf(items);
    }

    @Override
    public String shown() {
      return "a list";
    }
  }
}
