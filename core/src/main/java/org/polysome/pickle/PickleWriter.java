package org.polysome.pickle;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Bytes;
import org.polysome.pickle.PickleValue.Global;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Nothing;
import org.polysome.pickle.PickleValue.Persistent;
import org.polysome.pickle.PickleValue.Real;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.pickle.PickleValue.Truth;
import org.polysome.pickle.PickleValue.Whole;

/** Writes a pickle of protocol 2, as {@code torch.save} does; it has no memo. */
public final class PickleWriter {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  private PickleWriter() {}

  /** The pickle of a value. */
  public static byte[] write(PickleValue value) {
    PickleWriter writer = new PickleWriter();
    try {
      writer.out.write(0x80);
      writer.out.write(2);
      writer.put(value);
      writer.out.write('.');
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return writer.bytes.toByteArray();
  }

  private void put(PickleValue value) throws IOException {
    switch (value) {
      case Nothing nothing -> out.write('N');
      case Truth(boolean truth) -> out.write(truth ? 0x88 : 0x89);
      case Whole(long number) -> whole(number);
      case Real(double number) -> {
        out.write('G');
        out.writeDouble(number);
      }
      case Text(String text) -> text(text);
      case Bytes(String latin1) ->
          put(new Built("_codecs.encode", List.of(new Text(latin1), new Text("latin1"))));
      case Global(String name) -> global(name);
      case Persistent(PickleValue id) -> {
        put(id);
        out.write('Q');
      }
      case Built(String callable, List<PickleValue> arguments) -> {
        global(callable);
        tuple(arguments);
        out.write('R');
      }
      case Items items -> items(items);
      case Table table -> table(table);
    }
  }

  private void whole(long number) throws IOException {
    if (number == (int) number) {
      out.write('J');
      out.writeInt(Integer.reverseBytes((int) number));
    } else {
      out.write(0x8a);
      out.write(Long.BYTES);
      out.writeLong(Long.reverseBytes(number));
    }
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.write('X');
    out.writeInt(Integer.reverseBytes(utf8.length));
    out.write(utf8);
  }

  private void global(String name) throws IOException {
    int dot = name.lastIndexOf('.');
    String lines = "c" + name.substring(0, dot) + "\n" + name.substring(dot + 1) + "\n";
    out.write(lines.getBytes(StandardCharsets.UTF_8));
  }

  private void tuple(List<PickleValue> items) throws IOException {
    out.write('(');
    for (PickleValue item : items) {
      put(item);
    }
    out.write('t');
  }

  private void items(Items items) throws IOException {
    if (items.isTuple()) {
      tuple(items.list());
      return;
    }
    out.write(']');
    out.write('(');
    for (PickleValue item : items.list()) {
      put(item);
    }
    out.write('e');
  }

  private void table(Table table) throws IOException {
    out.write('}');
    out.write('(');
    for (var entry : table.entries().entrySet()) {
      put(entry.getKey());
      put(entry.getValue());
    }
    out.write('u');
  }
}
