package org.polysome.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.polysome.fault.DataException;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;

/** Each way in which tensors of theirs are tensors of ours, there and back. */
class TransferTest {

  private final Scope scope = new Scope();

  @AfterEach
  void close() {
    scope.close();
  }

  private final Map<String, Tensor> theirs = new LinkedHashMap<>();
  private final Map<String, Tensor> ours = new LinkedHashMap<>();

  private static Tensor zeros(long... shape) {
    return Tensors.zeros(ElementType.FLOAT32, Device.CPU, shape);
  }

  private List<Part> parts() {
    return theirs.entrySet().stream()
        .map(entry -> Part.of(entry.getKey(), entry.getValue()))
        .toList();
  }

  private RuleBook book() {
    return new RuleBook("their.pt", parts());
  }

  private void thereAndBack(RuleBook book) {
    Transfer transfer = new Transfer("their.pt", parts(), book.rules());
    transfer.read(theirs, ours, book.fresh());
    Map<String, Tensor> back = transfer.write(ours, transfer.rest(theirs));
    assertThat(back.keySet()).containsExactlyElementsOf(theirs.keySet());
    back.forEach(
        (name, tensor) -> {
          Tensor expected = Objects.requireNonNull(theirs.get(name));
          assertThat(tensor.type()).isEqualTo(expected.type());
          assertThat(tensor.shape()).isEqualTo(expected.shape());
          assertThat(tensor.to(ElementType.FLOAT64).toDoubles())
              .isEqualTo(expected.to(ElementType.FLOAT64).toDoubles());
        });
  }

  private float[] our(String name) {
    return Objects.requireNonNull(ours.get(name)).toFloats();
  }

  @Test
  void concatenatesTransposesAndReshapes() {
    theirs.put("q", Tensors.of(new float[] {1, 2}, 1, 2));
    theirs.put("k", Tensors.of(new float[] {3, 4, 5, 6}, 2, 2));
    theirs.put("t", Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    theirs.put("conv", Tensors.of(new float[] {7, 8}, 2, 1, 1, 1).to(ElementType.BFLOAT16));
    theirs.put("counter", Tensors.of(new long[] {1L << 40}, 1));
    ours.put("qk", zeros(3, 2));
    ours.put("turned", zeros(3, 2));
    ours.put("flat", zeros(2));
    thereAndBack(
        book()
            .same("qk", "q", "k")
            .transposed("turned", "t")
            .same("flat", "conv")
            .leaveOut("counter"));
    assertThat(our("qk")).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(our("turned")).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(our("flat")).containsExactly(7, 8);
  }

  @Test
  void pieceOfATableGoesToSeveralOfOurs() {
    theirs.put("table", Tensors.of(new float[] {10, 11, 12, 13, 14}, 5, 1));
    ours.put("genes", zeros(3, 1));
    ours.put("kinds", zeros(2, 1));
    thereAndBack(
        book()
            .rows("genes", "table", RowRun.ofPlaces(new long[] {1, 2, 4}))
            .rows("kinds", "table", List.of(RowRun.one(1, 0)))
            .copied("kinds", "table", List.of(RowRun.one(0, 4))));
    assertThat(our("genes")).containsExactly(11, 12, 14);
    assertThat(our("kinds")).containsExactly(14, 10);
  }

  @Test
  void runsOfRowsAreAsLongAsTheyCan() {
    assertThat(RowRun.ofPlaces(new long[] {3, 4, 5, 9, 1}))
        .containsExactly(new RowRun(0, 3, 3), new RowRun(3, 9, 1), new RowRun(4, 1, 1));
    assertThat(RowRun.ofPlaces(new long[0])).isEmpty();
  }

  @Test
  void saysWhatDoesNotFit() {
    theirs.put("w", Tensors.of(new float[] {1, 2}, 2));
    ours.put("w", zeros(3));
    assertThatThrownBy(() -> thereAndBack(book().same("w", "w")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("their.pt: [w] of shape [2] does not fit [3]");
    assertThatThrownBy(() -> thereAndBack(book().rows("w", "w", List.of(new RowRun(0, 1, 2)))))
        .hasMessageContaining("row 1 of shape [2]");
    ours.put("w", zeros(2));
    ours.put("v", zeros(1));
    assertThatThrownBy(() -> thereAndBack(book().same("w", "w")))
        .hasMessageContaining("says nothing of what the model needs: [v]");
    thereAndBack(book().same("w", "w").fresh("v"));
  }
}
