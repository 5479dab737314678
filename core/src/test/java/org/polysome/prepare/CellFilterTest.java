package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.fault.UsageException;

@Tag("locale")
class CellFilterTest {

  private static final CellFilter FILTER =
      new CellFilter(
          Optional.of(10.0),
          Optional.of(1000.0),
          Optional.of(5),
          Optional.of(50),
          Optional.of(0.2));

  @Test
  void judgesByTheFirstBrokenLimitAndLimitsAreInclusive() {
    assertThat(FILTER.judge(10, 5, 2, 0)).isEqualTo(CellFilter.Verdict.KEPT);
    assertThat(FILTER.judge(1000, 50, 200, 0)).isEqualTo(CellFilter.Verdict.KEPT);
    assertThat(FILTER.judge(9, 60, 9, 0)).isEqualTo(CellFilter.Verdict.FEW_COUNTS);
    assertThat(FILTER.judge(1001, 5, 0, 0)).isEqualTo(CellFilter.Verdict.MANY_COUNTS);
    assertThat(FILTER.judge(10, 4, 0, 0)).isEqualTo(CellFilter.Verdict.FEW_GENES);
    assertThat(FILTER.judge(60, 51, 0, 0)).isEqualTo(CellFilter.Verdict.MANY_GENES);
    assertThat(FILTER.judge(10, 5, 2.1, 0)).isEqualTo(CellFilter.Verdict.MITOCHONDRIAL);
    assertThat(CellFilter.NONE.judge(0, 0, 0, 0)).isEqualTo(CellFilter.Verdict.KEPT);
    assertThat(FILTER.words()).hasSize(5).contains("counts >= 10.0");
  }

  @Test
  void refusesLimitsThatLeaveNothing() {
    assertThatThrownBy(
            () ->
                new CellFilter(
                    Optional.of(10.0),
                    Optional.of(9.0),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("min-counts: 10.0");
    assertThatThrownBy(
            () ->
                new CellFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(15.0)))
        .hasMessageContaining("max-mitochondrial");
  }

  @Test
  void aShareOfRibosomalCountsIsALimitToo() {
    CellFilter filter = shares(0.2, 0.5);
    assertThat(filter.judge(10, 5, 2, 5)).isEqualTo(CellFilter.Verdict.KEPT);
    assertThat(filter.judge(10, 5, 2, 5.1)).isEqualTo(CellFilter.Verdict.RIBOSOMAL);
    assertThat(filter.judge(10, 5, 3, 6)).isEqualTo(CellFilter.Verdict.MITOCHONDRIAL);
    assertThat(filter.words())
        .containsExactly("mitochondrial share <= 0.2", "ribosomal share <= 0.5");
    assertThatThrownBy(() -> shares(0.2, 1.5))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("max-ribosomal: 1.5");
  }

  private static CellFilter shares(double mitochondrial, double ribosomal) {
    return new CellFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(mitochondrial),
        Optional.of(ribosomal));
  }

  @Test
  void findsRibosomalGenesButNoKinases() {
    List<String> names = List.of("RPS3", "RPS6KA1", "Rpl10", "TRPS1", "RPS6", "RPLP0", "GAPDH");
    Frame var = new Frame("_index", names, Map.of());
    assertThat(RibosomalGenes.of(var)).hasToString("{0, 2, 4, 5}");
  }

  @Test
  void findsMitochondrialGenesInAnyColumn() {
    Frame var =
        new Frame(
            "_index",
            List.of("ENSG1", "ENSG2", "ENSG3"),
            Map.of(
                "symbol",
                new Column.Text(
                    List.of(Optional.of("MT-CO1"), Optional.of("CD3E"), Optional.of("MT-ND1")))));
    assertThat(MitochondrialGenes.of(var)).hasToString("{0, 2}");
    assertThat(MitochondrialGenes.of(new Frame("_index", List.of("MTOR"), Map.of())))
        .hasToString("{}");
  }
}
