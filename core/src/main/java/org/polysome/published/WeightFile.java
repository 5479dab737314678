package org.polysome.published;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.polysome.fault.DataException;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.TorchCheckpoint;

/**
 * The tensors of a published checkpoint.
 *
 * @param path of the file
 * @param within keys of the dictionaries that the tensors lie in, from the outside on; none where
 *     they lie outermost, as in safetensors
 * @param around what else the file holds, without any tensors
 * @param prefix what all names begin with, and is taken away
 * @param tensors by name
 */
record WeightFile(
    Path path, List<String> within, Table around, String prefix, Map<String, Tensor> tensors) {

  private static final List<String> HOLDERS = List.of("model_state_dict", "state_dict", "model");
  private static final List<String> WRAPPERS = List.of("module.", "model.");
  private static final Table EMPTY = Table.of(Map.of());

  /**
   * Reads a file.
   *
   * @param part the key of one of several models in it, where there are several
   * @throws DataException if it is damaged, holds what is not read, or has no tensors
   */
  static WeightFile read(Path path, Optional<String> part) {
    if (path.toString().toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
      return unwrapped(path, List.of(), EMPTY, Safetensors.read(path));
    }
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(path)) {
      List<String> within = new ArrayList<>();
      Table holder = holder(path, checkpoint.root(), part, within);
      Table around = plain(checkpoint.root()) instanceof Table table ? table : EMPTY;
      return unwrapped(path, within, around, checkpoint.tensors(holder));
    }
  }

  /** The dictionary that tensors lie in. */
  private static Table holder(
      Path path, PickleValue root, Optional<String> part, List<String> within) {
    PickleValue value = root;
    while (value instanceof Table table) {
      Table here = table;
      Optional<String> next =
          part.filter(key -> here.get(key).isPresent() && !within.contains(key))
              .or(() -> HOLDERS.stream().filter(key -> holds(here, key)).findFirst());
      if (next.isEmpty()) {
        if (here.entries().values().stream().noneMatch(TorchCheckpoint::isTensor)) {
          throw new DataException(
              "%s: no tensors where they are expected; its keys are %s"
                  .formatted(path, keys(here)));
        }
        return here;
      }
      within.add(next.get());
      value = here.get(next.get()).orElseThrow();
    }
    throw new DataException(path + " holds no dictionary of tensors");
  }

  private static boolean holds(Table table, String key) {
    return table.get(key).filter(Table.class::isInstance).isPresent();
  }

  private static List<String> keys(Table table) {
    return table.entries().keySet().stream()
        .map(key -> key instanceof Text(String text) ? text : key.toString())
        .limit(6)
        .toList();
  }

  /** A value without tensors, and without what stands beside tensors in a dictionary. */
  private static PickleValue plain(PickleValue value) {
    return switch (value) {
      case Table table -> {
        Map<String, PickleValue> kept = new LinkedHashMap<>();
        table
            .entries()
            .forEach(
                (key, inner) -> {
                  if (key instanceof Text(String name) && !(inner instanceof Built)) {
                    kept.put(name, plain(inner));
                  }
                });
        yield Table.of(kept);
      }
      case Items items -> Items.list(items.list().stream().map(WeightFile::plain).toList());
      case Built built -> new PickleValue.Nothing();
      default -> value;
    };
  }

  private static WeightFile unwrapped(
      Path path, List<String> within, Table around, Map<String, Tensor> tensors) {
    String prefix = "";
    Map<String, Tensor> names = tensors;
    for (Optional<String> next = wrapper(names); next.isPresent(); next = wrapper(names)) {
      Map<String, Tensor> shorter = new LinkedHashMap<>();
      int length = next.get().length();
      names.forEach((name, tensor) -> shorter.put(name.substring(length), tensor));
      names = shorter;
      prefix += next.get();
    }
    return new WeightFile(path, List.copyOf(within), around, prefix, names);
  }

  private static Optional<String> wrapper(Map<String, Tensor> tensors) {
    return WRAPPERS.stream()
        .filter(
            wrapper ->
                !tensors.isEmpty()
                    && tensors.keySet().stream().allMatch(name -> name.startsWith(wrapper)))
        .findFirst();
  }

  List<Part> parts() {
    return tensors.entrySet().stream()
        .map(entry -> Part.of(entry.getKey(), entry.getValue()))
        .toList();
  }
}
