package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.fault.DataException;

/** BMFM-RNA's equal downsampling. Which cells are drawn is not part of the case. */
public final class EqualQuotasGolden implements GoldenCheck {

  @Override
  public void check(GoldenCase golden) {
    long[] shape = golden.tensor("out.quota").shape();
    int[] sizes = ints(golden, "in.group_sizes");
    int[] quotas = ints(golden, "out.quota");
    int[] raises = ints(golden, "out.raises");
    int[] totals = ints(golden, "out.returned_total");
    double[] fractions = golden.tensor("in.fractions").toDoubles();
    int groups = (int) shape[2];
    for (int vector = 0; vector < shape[0]; vector++) {
      int[] present =
          Arrays.stream(sizes, vector * groups, (vector + 1) * groups)
              .filter(size -> size > 0)
              .toArray();
      for (int f = 0; f < fractions.length; f++) {
        int at = vector * fractions.length + f;
        double fraction = fractions[f];
        if (raises[at] == 1) {
          assertThatThrownBy(() -> EqualQuotas.of(present, fraction))
              .isInstanceOf(DataException.class);
          continue;
        }
        int[] found = EqualQuotas.of(present, fraction);
        assertThat(found)
            .as("%s of %s", fraction, Arrays.toString(present))
            .containsExactly(Arrays.copyOfRange(quotas, at * groups, at * groups + found.length));
        assertThat(IntStream.of(found).sum()).isEqualTo(totals[at]);
      }
    }
  }

  private static int[] ints(GoldenCase golden, String name) {
    return Arrays.stream(golden.tensor(name).toDoubles())
        .mapToInt(number -> (int) number)
        .toArray();
  }
}
