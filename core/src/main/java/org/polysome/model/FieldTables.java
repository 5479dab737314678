package org.polysome.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Embedding;
import org.polysome.tensor.Tensor;

/**
 * A learned vector per code of each extra field of a token (a perturbation flag, say): parameters
 * {@code NAME.weight} (codes, width). A token without the field, of a code below 0, gets nothing.
 */
final class FieldTables {

  private final Map<String, Embedding> tables = new LinkedHashMap<>();
  private final Map<String, Integer> codes;

  FieldTables(BuildContext context, Map<String, Integer> codes) {
    // Sorted, so that the order of keys in a file changes nothing.
    this.codes = new TreeMap<>(codes);
    this.codes.forEach(
        (name, count) -> tables.put(name, new Embedding(context.in(name), count, context.width())));
  }

  /** The tokens with the vectors of all fields added. */
  Tensor addTo(Tensor tokens, ModelBatch batch) {
    Tensor sum = tokens;
    for (Map.Entry<String, Embedding> table : tables.entrySet()) {
      sum = sum.add(vectors(table.getKey(), table.getValue(), batch));
    }
    return sum;
  }

  private Tensor vectors(String name, Embedding table, ModelBatch batch) {
    ModelBatch.Field field =
        Optional.ofNullable(batch.fields().get(name))
            .orElseThrow(
                () ->
                    new UsageException(
                        "model.fields: the tokenizer gives tokens no field '" + name + "'"));
    int count = codes.getOrDefault(name, 0);
    if (field.largest() >= count) {
      throw new DataException(
          "field '%s' has the code %d, and model.fields gives it %d codes from 0"
              .formatted(name, field.largest(), count));
    }
    Tensor absent = field.codes().lessThan(0);
    Tensor rows = field.codes().maskedFill(absent, 0);
    return table.forward(rows).maskedFill(absent.unsqueeze(-1), 0);
  }
}
