package org.polysome.pickle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.fault.DataException;
import org.polysome.pickle.PickleValue.Bytes;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Nothing;
import org.polysome.pickle.PickleValue.Persistent;
import org.polysome.pickle.PickleValue.Real;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.pickle.PickleValue.Truth;
import org.polysome.pickle.PickleValue.Whole;

/**
 * Reads a pickle of Python (docs.python.org/3/library/pickletools.html, protocols 1 to 5) as plain
 * data: dictionaries, lists, texts, numbers, and descriptions of the few calls that the reader was
 * told of. Every other opcode and every other name is refused. Nothing is ever executed.
 */
public final class Pickle {

  private static final int LATEST = 5;

  private final PickleBytes bytes;
  private final PickleStack stack;
  private final PickleCalls calls;

  private Pickle(byte[] pickle, String source, Set<String> described) {
    bytes = new PickleBytes(pickle, source);
    stack = new PickleStack(bytes);
    calls = new PickleCalls(bytes, described);
  }

  /**
   * Reads a pickle.
   *
   * @param source where it comes from, for messages
   * @param described full names of classes and functions that it may mention: a call of one becomes
   *     a {@link PickleValue.Built}
   * @throws DataException if it is damaged, or holds anything else
   */
  public static PickleValue read(byte[] pickle, String source, Set<String> described) {
    return PickleBounds.checked(new Pickle(pickle, source, described).read(), source);
  }

  private PickleValue read() {
    while (true) {
      int code = bytes.unsigned1();
      if (code == '.') {
        return stack.pop();
      }
      if (!plain(code) && !collection(code) && !remembered(code) && !called(code)) {
        throw bytes.broken(
            "opcode 0x%02x is not read: it is not one of plain data and tensors".formatted(code));
      }
    }
  }

  /** Texts, numbers and bytes; false for other opcodes. */
  private boolean plain(int code) {
    Optional<PickleValue> value = number(code).or(() -> text(code));
    value.ifPresent(stack::push);
    return value.isPresent();
  }

  private Optional<PickleValue> number(int code) {
    PickleValue value;
    switch (code) {
      case 'N' -> value = new Nothing();
      case 0x88 -> value = new Truth(true);
      case 0x89 -> value = new Truth(false);
      case 'K' -> value = new Whole(bytes.unsigned1());
      case 'M' -> value = new Whole(bytes.unsigned2());
      case 'J' -> value = new Whole(bytes.signed4());
      case 0x8a -> value = new Whole(bytes.whole(bytes.unsigned1()));
      case 0x8b -> value = new Whole(bytes.whole(bytes.signed4()));
      case 'G' -> value = new Real(bytes.real());
      case 'I', 'L' -> value = lineWhole(bytes.line());
      case 'F' -> value = lineReal(bytes.line());
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }

  private Optional<PickleValue> text(int code) {
    PickleValue value;
    switch (code) {
      case 'X' -> value = new Text(bytes.text(bytes.signed4() & 0xffffffffL));
      case 0x8c, 'U' -> value = new Text(bytes.text(bytes.unsigned1()));
      case 0x8d -> value = new Text(bytes.text(bytes.signed8()));
      case 'B' -> value = new Bytes(bytes.latin1(bytes.signed4() & 0xffffffffL));
      case 'C' -> value = new Bytes(bytes.latin1(bytes.unsigned1()));
      case 0x8e -> value = new Bytes(bytes.latin1(bytes.signed8()));
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }

  private PickleValue lineWhole(String line) {
    try {
      return switch (line) {
        case "00" -> new Truth(false);
        case "01" -> new Truth(true);
        default -> new Whole(Long.parseLong(line.endsWith("L") ? chopped(line) : line));
      };
    } catch (NumberFormatException e) {
      throw bytes.broken("'" + line + "' is not a whole number of 64 bits");
    }
  }

  private static String chopped(String line) {
    return line.substring(0, line.length() - 1);
  }

  private PickleValue lineReal(String line) {
    try {
      return new Real(Double.parseDouble(line));
    } catch (NumberFormatException e) {
      throw bytes.broken("'" + line + "' is not a number");
    }
  }

  /** Lists, tuples, sets and dictionaries. */
  private boolean collection(int code) {
    switch (code) {
      case '(' -> stack.mark();
      case ')' -> stack.push(new Items(true));
      case ']', 0x8f -> stack.push(new Items(false));
      case 't' -> stack.push(items(true, stack.popToMark()));
      case 'l', 0x91 -> stack.push(items(false, stack.popToMark()));
      case 0x85, 0x86, 0x87 -> stack.push(items(true, stack.pop(code - 0x84)));
      case 'a' -> append(stack.pop(1));
      case 'e', 0x90 -> append(stack.popToMark());
      case '}' -> stack.push(new Table());
      case 'd' -> {
        List<PickleValue> pairs = stack.popToMark();
        stack.push(new Table());
        put(pairs);
      }
      case 's' -> put(stack.pop(2));
      case 'u' -> put(stack.popToMark());
      default -> {
        return false;
      }
    }
    return true;
  }

  private static Items items(boolean tuple, List<PickleValue> values) {
    Items items = new Items(tuple);
    items.add(values);
    return items;
  }

  private void append(List<PickleValue> values) {
    if (!(stack.top() instanceof Items items)) {
      throw bytes.broken("items go to what is no list; the pickle is damaged");
    }
    items.add(values);
  }

  private void put(List<PickleValue> pairs) {
    if (!(stack.top() instanceof Table table) || pairs.size() % 2 == 1) {
      throw bytes.broken("entries go to what is no dictionary; the pickle is damaged");
    }
    for (int at = 0; at < pairs.size(); at += 2) {
      PickleValue key = pairs.get(at);
      // Keys that can change, or hold themselves, have no hash.
      if (key instanceof Items || key instanceof Table || key instanceof Persistent) {
        throw bytes.broken("a dictionary has a key that is neither a text nor a number");
      }
      table.put(key, pairs.get(at + 1));
    }
  }

  /** The memo and the stack itself. */
  private boolean remembered(int code) {
    switch (code) {
      case 0x80 -> {
        int protocol = bytes.unsigned1();
        if (protocol > LATEST) {
          throw bytes.broken(
              "a pickle of protocol %d; up to %d are read".formatted(protocol, LATEST));
        }
      }
      case 0x95 -> bytes.signed8();
      case '0' -> stack.pop();
      case '1' -> stack.popToMark();
      case '2' -> stack.push(stack.top());
      case 'q' -> stack.remember(bytes.unsigned1());
      case 'r' -> stack.remember(bytes.signed4());
      case 'p' -> stack.remember(index(bytes.line()));
      case 0x94 -> stack.remember();
      case 'h' -> stack.recall(bytes.unsigned1());
      case 'j' -> stack.recall(bytes.signed4());
      case 'g' -> stack.recall(index(bytes.line()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private int index(String line) {
    return lineWhole(line) instanceof Whole(long number) ? (int) number : -1;
  }

  /** Names, and what would be called: described, never done. */
  private boolean called(int code) {
    switch (code) {
      case 'c' -> stack.push(calls.global(bytes.line(), bytes.line()));
      case 0x93 -> {
        List<PickleValue> names = stack.pop(2);
        if (!(names.getFirst() instanceof Text(String module))
            || !(names.getLast() instanceof Text(String name))) {
          throw bytes.broken("a name that is no text; the pickle is damaged");
        }
        stack.push(calls.global(module, name));
      }
      case 'R', 0x81 -> {
        List<PickleValue> call = stack.pop(2);
        stack.push(calls.call(call.getFirst(), call.getLast()));
      }
      case 'Q' -> stack.push(new Persistent(stack.pop()));
      case 'b' -> {
        PickleValue state = stack.pop();
        if (!calls.ignoresState(stack.top(), state)) {
          throw bytes.broken("an object with a state of its own, which is not read");
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
