package org.polysome;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/**
 * Which weights of a reference are which parameters of ours: to load them, to compare gradients.
 */
public final class GoldenNames {

  private final GoldenCase golden;
  private final Parameters parameters;
  private final Map<String, List<String>> pairs = new LinkedHashMap<>();
  private final Set<String> idle = new TreeSet<>();

  /** No names yet. */
  public GoldenNames(GoldenCase golden, Parameters parameters) {
    this.golden = golden;
    this.parameters = parameters;
  }

  /**
   * A parameter or buffer of ours.
   *
   * @param theirs the weights that are its rows, one after the other
   */
  public GoldenNames pair(String ours, String... theirs) {
    pairs.put(ours, List.of(theirs));
    return this;
  }

  /** A parameter of ours that takes no part. */
  public GoldenNames idle(String ours) {
    idle.add(ours);
    return this;
  }

  /** The same for weight and, if the reference has one, bias. */
  public GoldenNames layer(String ours, String... theirs) {
    pair(ours + ".weight", ending(theirs, ".weight"));
    return golden.weightNames().contains(theirs[0] + ".bias")
        ? pair(ours + ".bias", ending(theirs, ".bias"))
        : this;
  }

  private static String[] ending(String[] names, String end) {
    return Arrays.stream(names).map(name -> name + end).toArray(String[]::new);
  }

  /** Copies the weights; all trained parameters of ours must be named. */
  public void load() {
    Set<String> named = new TreeSet<>(idle);
    named.addAll(pairs.keySet());
    assertThat(named).containsAll(parameters.trained().keySet());
    pairs.forEach((ours, theirs) -> GoldenCase.put(parameters, ours, shaped(ours, joined(theirs))));
  }

  private Tensor joined(List<String> theirs) {
    return joined(theirs, golden::weight);
  }

  private static Tensor joined(List<String> names, Function<String, Tensor> tensor) {
    return names.size() == 1
        ? tensor.apply(names.getFirst())
        : Tensors.concatenate(names.stream().map(tensor).toList(), 0);
  }

  /** The same numbers in our shape, where only sizes of one differ. */
  private Tensor shaped(String ours, Tensor numbers) {
    return numbers.reshape(parameters.get(ours).shape());
  }

  /**
   * Checks the gradient of every parameter of which the reference has one.
   *
   * @param prefix of the gradients' names in the case
   * @param elsewhere gradients under the prefix that are compared in another way
   */
  public void checkGradients(String prefix, Tolerance tolerance, Set<String> elsewhere) {
    Set<String> left =
        golden.names().stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .collect(Collectors.toCollection(TreeSet::new));
    left.removeAll(elsewhere);
    pairs.forEach(
        (ours, theirs) -> {
          if (left.contains(theirs.getFirst())) {
            Tensor expected = joined(theirs, name -> golden.tensor(prefix + name));
            Tensor found = parameters.get(ours).gradient().orElseThrow();
            GoldenCase.check(found, shaped(ours, expected), prefix + theirs, tolerance);
            theirs.forEach(left::remove);
          }
        });
    assertThat(left).as("gradients of %s that nothing was compared with", golden.name()).isEmpty();
  }
}
