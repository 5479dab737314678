package org.polysome.pickle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stack of a pickle with its marks, and what it remembers by number. */
final class PickleStack {

  private final PickleBytes bytes;
  private final List<PickleValue> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Integer, PickleValue> memo = new HashMap<>();

  /** An empty stack of a pickle, which says where something is wrong. */
  PickleStack(PickleBytes bytes) {
    this.bytes = bytes;
  }

  void push(PickleValue value) {
    values.add(value);
  }

  PickleValue pop() {
    requireOne();
    return values.removeLast();
  }

  PickleValue top() {
    requireOne();
    return values.getLast();
  }

  void mark() {
    marks.push(values.size());
  }

  /** The values after the last mark, which is taken away with them. */
  List<PickleValue> popToMark() {
    if (marks.isEmpty() || marks.peek() > values.size()) {
      throw bytes.broken("a mark is missing; the pickle is damaged");
    }
    List<PickleValue> tail = values.subList(marks.pop(), values.size());
    List<PickleValue> taken = List.copyOf(tail);
    tail.clear();
    return taken;
  }

  /** The last values, so many of them. */
  List<PickleValue> pop(int count) {
    List<PickleValue> taken = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      taken.addFirst(pop());
    }
    return taken;
  }

  void remember(int number) {
    memo.put(number, top());
  }

  /** Remembers the top under the next free number. */
  void remember() {
    remember(memo.size());
  }

  void recall(int number) {
    PickleValue value = memo.get(number);
    if (value == null) {
      throw bytes.broken("nothing is remembered as " + number + "; the pickle is damaged");
    }
    push(value);
  }

  private void requireOne() {
    int floor = marks.isEmpty() ? 0 : marks.peek();
    if (values.size() <= floor) {
      throw bytes.broken("the stack is empty; the pickle is damaged");
    }
  }
}
