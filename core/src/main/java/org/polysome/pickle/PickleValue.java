package org.polysome.pickle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a pickle holds: plain data, and descriptions of what Python would have built. */
public sealed interface PickleValue {

  /** A text. */
  record Text(String text) implements PickleValue {}

  /** A whole number. */
  record Whole(long number) implements PickleValue {}

  /** A number of any size. */
  record Real(double number) implements PickleValue {}

  /** True or false. */
  record Truth(boolean value) implements PickleValue {}

  /** Python's {@code None}. */
  record Nothing() implements PickleValue {}

  /** Bytes, each as the character of its code. */
  record Bytes(String latin1) implements PickleValue {}

  /** A class or function by its full name, such as {@code torch.FloatStorage}. */
  record Global(String name) implements PickleValue {}

  /** What lies outside the pickle, by what identifies it. */
  record Persistent(PickleValue id) implements PickleValue {}

  /**
   * What Python would build by calling something.
   *
   * @param callable full name of what would be called
   * @param arguments what it would be called with
   */
  record Built(String callable, List<PickleValue> arguments) implements PickleValue {
    /** Copies the arguments. */
    public Built {
      arguments = List.copyOf(arguments);
    }
  }

  /** A list, tuple or set. */
  final class Items implements PickleValue {
    private final List<PickleValue> items = new ArrayList<>();
    private final boolean tuple;

    Items(boolean tuple) {
      this.tuple = tuple;
    }

    /** A tuple. */
    public static Items tuple(PickleValue... items) {
      Items tuple = new Items(true);
      tuple.add(Arrays.asList(items));
      return tuple;
    }

    /** A list. */
    public static Items list(List<PickleValue> items) {
      Items list = new Items(false);
      list.add(items);
      return list;
    }

    boolean isTuple() {
      return tuple;
    }

    /** The items in order. */
    public List<PickleValue> list() {
      return Collections.unmodifiableList(items);
    }

    void add(List<PickleValue> more) {
      items.addAll(more);
    }
  }

  /** A dictionary whose keys are texts or numbers, in its order. */
  final class Table implements PickleValue {
    private final Map<PickleValue, PickleValue> entries = new LinkedHashMap<>();

    /** A dictionary by texts. */
    public static Table of(Map<String, ? extends PickleValue> entries) {
      Table table = new Table();
      entries.forEach((key, value) -> table.put(new Text(key), value));
      return table;
    }

    /** The entries by key. */
    public Map<PickleValue, PickleValue> entries() {
      return Collections.unmodifiableMap(entries);
    }

    /** The value of a text, if there is one. */
    public Optional<PickleValue> get(String key) {
      return Optional.ofNullable(entries.get(new Text(key)));
    }

    void put(PickleValue key, PickleValue value) {
      entries.put(key, value);
    }
  }
}
