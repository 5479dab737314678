package org.polysome.pickle;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Bytes;
import org.polysome.pickle.PickleValue.Global;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Real;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.pickle.PickleValue.Whole;

/** The few classes and functions that a pickle may name, and what they stand for as plain data. */
final class PickleCalls {

  private static final String ORDERED = "collections.OrderedDict";
  private static final String ENCODE = "_codecs.encode";
  private static final String TYPE = "numpy.dtype";
  private static final Set<String> SCALARS =
      Set.of("numpy.core.multiarray.scalar", "numpy._core.multiarray.scalar");

  private static final Map<String, Integer> NUMPY_BYTES =
      Map.of("f8", 8, "f4", 4, "i8", 8, "i4", 4, "u4", 4, "u1", 1, "b1", 1);

  private final PickleBytes bytes;
  private final Set<String> described;

  /**
   * The calls of a pickle.
   *
   * @param described further names that may occur; calls of them are described, not made
   */
  PickleCalls(PickleBytes bytes, Set<String> described) {
    this.bytes = bytes;
    this.described = described;
  }

  /** A name that the pickle may mention. */
  Global global(String module, String name) {
    String full = module + "." + name;
    boolean known =
        full.equals(ORDERED) || full.equals(ENCODE) || full.equals(TYPE) || SCALARS.contains(full);
    if (!known && !described.contains(full)) {
      throw bytes.broken(
          "it holds a '%s', and only dictionaries, lists, texts, numbers and tensors are read, as"
                  .formatted(full)
              + " nothing in the file may run; save it again in Python with these alone");
    }
    return new Global(full);
  }

  /** What a call of a name stands for. */
  PickleValue call(PickleValue callable, PickleValue arguments) {
    if (!(callable instanceof Global global) || !(arguments instanceof Items items)) {
      throw bytes.broken("something is called that is no function; the pickle is damaged");
    }
    String name = global.name();
    List<PickleValue> given = items.list();
    return switch (name) {
      case ORDERED -> ordered(given);
      case ENCODE ->
          given.size() == 2 && given.getFirst() instanceof Text(String text)
              ? new Bytes(text)
              : refused(name);
      default -> SCALARS.contains(name) ? scalar(name, given) : new Built(name, given);
    };
  }

  /** An ordered dictionary, empty or of pairs. */
  private PickleValue ordered(List<PickleValue> arguments) {
    Table table = new Table();
    for (PickleValue argument : arguments) {
      if (!(argument instanceof Items pairs)) {
        return refused(ORDERED);
      }
      for (PickleValue pair : pairs.list()) {
        if (!(pair instanceof Items two) || two.list().size() != 2) {
          return refused(ORDERED);
        }
        table.put(two.list().getFirst(), two.list().getLast());
      }
    }
    return table;
  }

  /** One number of NumPy: its type and its bytes. */
  private PickleValue scalar(String name, List<PickleValue> arguments) {
    if (arguments.size() == 2
        && arguments.getFirst() instanceof Built(String type, List<PickleValue> form)
        && type.equals(TYPE)
        && form.getFirst() instanceof Text(String code)
        && NUMPY_BYTES.containsKey(code)
        && arguments.getLast() instanceof Bytes(String latin1)
        && latin1.length() == NUMPY_BYTES.get(code)) {
      long bits = 0;
      for (int at = latin1.length() - 1; at >= 0; at--) {
        bits = bits << 8 | latin1.charAt(at);
      }
      return switch (code) {
        case "f8" -> new Real(Double.longBitsToDouble(bits));
        case "f4" -> new Real(Float.intBitsToFloat((int) bits));
        case "i4" -> new Whole((int) bits);
        default -> new Whole(bits);
      };
    }
    return refused(name);
  }

  /** Whether a state may be given to a value, where it says nothing that is needed. */
  boolean ignoresState(PickleValue value, PickleValue state) {
    if (value instanceof Built(String name, List<PickleValue> form) && name.equals(TYPE)) {
      // version, byte order, ...
      return state instanceof Items items
          && items.list().size() > 1
          && items.list().get(1) instanceof Text(String order)
          && !order.equals(">");
    }
    return value instanceof Table;
  }

  private PickleValue refused(String name) {
    throw bytes.broken("a '" + name + "' of a kind that is not read");
  }
}
