package org.polysome.published;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.polysome.fault.DataException;
import org.polysome.published.TensorRule.Direction;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Numbers from a published checkpoint into our tensors and back, by the rules of a layout. */
final class Transfer {

  private static final String ROWS = "#rows";

  private final String source;
  private final List<Part> parts;
  private final List<TensorRule> rules;

  /**
   * A transfer.
   *
   * @param source where the numbers come from, for messages
   * @param parts all tensors of theirs
   * @param rules of the layout
   */
  Transfer(String source, List<Part> parts, List<TensorRule> rules) {
    this.source = source;
    this.parts = List.copyOf(parts);
    this.rules = List.copyOf(rules);
  }

  /**
   * Copies their numbers into ours.
   *
   * @param fresh beginnings of names of ours that start anew
   * @throws DataException if a shape does not fit, tied tensors differ, or one of ours gets nothing
   */
  void read(Map<String, Tensor> theirs, Map<String, Tensor> ours, List<String> fresh) {
    Set<String> left = new TreeSet<>(ours.keySet());
    try (NoGradient frozen = new NoGradient()) {
      for (TensorRule rule : rules) {
        Tensor target = of(ours, rule.ours());
        if (rule.rows().isEmpty()) {
          put(rule, target, whole(rule, theirs, target));
        } else {
          Tensor from = of(theirs, rule.theirs().getFirst());
          rule.rows()
              .forEach(run -> put(rule, part(target, run.ours(), run), rows(from, run, target)));
        }
        left.remove(rule.ours());
      }
    }
    left.removeIf(name -> fresh.stream().anyMatch(name::startsWith));
    if (!left.isEmpty()) {
      throw new DataException(source + " says nothing of what the model needs: " + left);
    }
  }

  private void put(TensorRule rule, Tensor target, Tensor numbers) {
    if (!Arrays.equals(target.shape(), numbers.shape())) {
      throw misfit(rule.theirs().toString(), numbers, target);
    }
    if (rule.direction() == Direction.TIED) {
      if (numbers.equalTo(target).all().item() == 0) {
        throw new DataException(
            "%s: '%s' ought to hold the numbers of another tensor, and does not"
                .formatted(source, rule.theirs().getFirst()));
      }
      return;
    }
    target.copyInPlace(numbers);
  }

  private Tensor whole(TensorRule rule, Map<String, Tensor> theirs, Tensor target) {
    List<Tensor> pieces =
        rule.theirs().stream().map(name -> flat(of(theirs, name), rule, target)).toList();
    Tensor all = pieces.size() == 1 ? pieces.getFirst() : Tensors.concatenate(pieces, 0);
    if (all.elements() != target.elements()) {
      throw misfit(rule.theirs().toString(), of(theirs, rule.theirs().getFirst()), target);
    }
    return all.reshape(target.shape());
  }

  private static Tensor flat(Tensor tensor, TensorRule rule, Tensor target) {
    Tensor turned = rule.transposed() ? tensor.transpose(0, 1).contiguous() : tensor;
    return turned.to(target.type()).reshape(-1);
  }

  private Tensor rows(Tensor from, RowRun run, Tensor target) {
    if (run.theirs() + run.count() > from.size(0) || run.ours() + run.count() > target.size(0)) {
      throw misfit("row " + run.theirs(), from, target);
    }
    return from.narrow(0, run.theirs(), run.count()).to(target.type());
  }

  private static Tensor part(Tensor table, long first, RowRun run) {
    return table.detach().narrow(0, first, Math.min(run.count(), table.size(0) - first));
  }

  private DataException misfit(String name, Tensor found, Tensor target) {
    return new DataException(
        "%s: %s of shape %s does not fit %s of the model"
            .formatted(
                source, name, Arrays.toString(found.shape()), Arrays.toString(target.shape())));
  }

  /** What of theirs no rule writes back: whole tensors, and rows of tables. */
  Map<String, Tensor> rest(Map<String, Tensor> theirs) {
    Map<String, Tensor> rest = new LinkedHashMap<>();
    for (Part part : parts) {
      List<TensorRule> writers = writers(part);
      if (writers.isEmpty()) {
        rest.put(part.name(), of(theirs, part.name()));
      } else if (!writers.getFirst().rows().isEmpty()) {
        long[] left = leftRows(part, writers);
        if (left.length > 0) {
          rest.put(
              part.name() + ROWS,
              of(theirs, part.name()).indexSelect(0, Tensors.of(left, left.length)));
        }
      }
    }
    return rest;
  }

  private List<TensorRule> writers(Part part) {
    return rules.stream()
        .filter(rule -> rule.direction() != Direction.IMPORT)
        .filter(rule -> rule.theirs().contains(part.name()))
        .toList();
  }

  private static long[] leftRows(Part part, List<TensorRule> writers) {
    Set<Long> left = new LinkedHashSet<>();
    LongStream.range(0, part.shape().getFirst()).forEach(left::add);
    writers.forEach(
        rule ->
            rule.rows()
                .forEach(
                    run ->
                        LongStream.range(run.theirs(), run.theirs() + run.count())
                            .forEach(left::remove)));
    return left.stream().mapToLong(Long::longValue).toArray();
  }

  /**
   * Their tensors again, in their order and of their types.
   *
   * @param ours our tensors by name
   * @param rest what {@link #rest} gave
   */
  Map<String, Tensor> write(Map<String, Tensor> ours, Map<String, Tensor> rest) {
    Map<String, Tensor> written = new LinkedHashMap<>();
    for (Part part : parts) {
      List<TensorRule> writers = writers(part);
      Tensor tensor;
      if (writers.isEmpty()) {
        tensor = of(rest, part.name());
      } else if (writers.getFirst().rows().isEmpty()) {
        tensor = piece(part, writers.getFirst(), ours);
      } else {
        tensor = table(part, writers, ours, rest);
      }
      written.put(part.name(), tensor.to(part.type()).contiguous());
    }
    return written;
  }

  /** The piece of ours that is one tensor of theirs. */
  private Tensor piece(Part part, TensorRule rule, Map<String, Tensor> ours) {
    Tensor from = of(ours, rule.ours()).detach().contiguous().reshape(-1);
    long begin = 0;
    for (String name : rule.theirs()) {
      Part other = parts.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
      if (name.equals(part.name())) {
        break;
      }
      begin += other.elements();
    }
    Tensor piece = from.narrow(0, begin, part.elements());
    if (!rule.transposed()) {
      return piece.reshape(part.sizes());
    }
    return piece.reshape(part.sizes()[1], part.sizes()[0]).transpose(0, 1);
  }

  private Tensor table(
      Part part, List<TensorRule> writers, Map<String, Tensor> ours, Map<String, Tensor> rest) {
    Tensor table = Tensors.zeros(ElementType.FLOAT32, Device.CPU, part.sizes());
    for (TensorRule rule : writers) {
      Tensor from = of(ours, rule.ours()).detach();
      for (RowRun run : rule.rows()) {
        table
            .narrow(0, run.theirs(), run.count())
            .copyInPlace(from.narrow(0, run.ours(), run.count()));
      }
    }
    long[] left = leftRows(part, writers);
    return left.length == 0
        ? table
        : table.indexCopyInPlace(
            0, Tensors.of(left, left.length), of(rest, part.name() + ROWS).to(ElementType.FLOAT32));
  }

  private Tensor of(Map<String, Tensor> tensors, String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new DataException("%s: no tensor '%s' where one is needed".formatted(source, name));
    }
    return tensor;
  }
}
