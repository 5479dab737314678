package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.anndata.hdf5.H5adWriter;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.matrix.CsrMatrix;
import org.polysome.progress.Progress;
import org.polysome.random.Seeds;
import org.polysome.train.spec.ValidationSpec;

/** Ten cells of four donors, of which two have no donor. */
class HeldOutTest {

  private static final long SEED = 17;
  private static final int[] DONORS = {0, 1, 2, 3, -1, 0, 1, 2, 3, -1};

  @TempDir static Path shared;
  private static Corpora corpora;

  @BeforeAll
  static void open() {
    int cells = DONORS.length;
    Column donors = new Column.Categorical(DONORS, List.of("d1", "d2", "d3", "d4"), false);
    List<String> names = IntStream.range(0, cells).mapToObj(cell -> "cell" + cell).toList();
    Frame obs = new Frame("_index", names, Map.of("donor", donors));
    Frame var = new Frame("_index", List.of("A", "B"), Map.of());
    Path file = shared.resolve("cells.h5ad");
    try (H5adWriter writer = H5adWriter.create(file, obs, var, false)) {
      int[] genes = IntStream.range(0, 2 * cells).map(i -> i % 2).toArray();
      float[] counts = new float[2 * cells];
      for (int i = 0; i < counts.length; i++) {
        counts[i] = 1 + i;
      }
      int[] starts = IntStream.rangeClosed(0, cells).map(cell -> 2 * cell).toArray();
      writer.matrix(AnnDataFile.X).append(new CsrMatrix(cells, 2, starts, genes, counts));
      writer.finish();
    }
    Path corpus = shared.resolve("corpus");
    CorpusBuilder.build(CorpusRequest.of(List.of(file), corpus), Progress.silent());
    corpora = Corpora.open(List.of(corpus));
  }

  @AfterAll
  static void close() {
    corpora.close();
  }

  private static List<Integer> rows(IntPredicate held) {
    return IntStream.range(0, DONORS.length).filter(held).boxed().toList();
  }

  private static List<Integer> rows(ValidationSpec spec, HeldOut.End end) {
    return rows(HeldOut.of(corpora, spec, SEED, end));
  }

  private static List<Integer> of(List<String> donors) {
    var labels = corpora.labels("donor");
    return rows(
        row ->
            labels.codes()[row] >= 0
                && donors.contains(labels.categories().get(labels.codes()[row])));
  }

  private static double place(int row) {
    return Seeds.uniform(SEED, corpora.contentHash(row));
  }

  @Test
  void noCellIsHeldOutWhereNoneIsAskedFor() {
    assertThat(rows(new ValidationSpec.None(), HeldOut.End.FIRST)).isEmpty();
  }

  /** A cell whose place is the share itself is beyond it at the one end and within at the other. */
  @Test
  void aShareIsTakenFromEitherEndOfTheRandomOrder() {
    for (int row = 0; row < DONORS.length; row++) {
      double place = place(row);
      assertThat(rows(new ValidationSpec.Fraction(place), HeldOut.End.FIRST))
          .isEqualTo(rows(other -> place(other) < place));
      double share = 1 - place;
      assertThat(rows(new ValidationSpec.Fraction(share), HeldOut.End.LAST))
          .isEqualTo(rows(other -> place(other) >= 1 - share));
    }
  }

  @Test
  void namedGroupsAreHeldOutAndCellsOfNoGroupAreNot() {
    var named = new ValidationSpec.Column("donor", List.of("d4", "d2"), 0.1);
    assertThat(rows(named, HeldOut.End.FIRST)).isEqualTo(of(List.of("d2", "d4"))).hasSize(4);
    assertThat(rows(named, HeldOut.End.LAST)).isEqualTo(of(List.of("d2", "d4")));
  }

  @Test
  void aQueryChoosesAtEitherEnd() {
    var query = new ValidationSpec.Query("donor == \"d1\" or donor == \"d3\"");
    assertThat(rows(query, HeldOut.End.FIRST)).isEqualTo(of(List.of("d1", "d3"))).isNotEmpty();
    assertThat(rows(query, HeldOut.End.LAST)).isEqualTo(of(List.of("d1", "d3")));
  }

  /** A share of a third of four groups is two of them. */
  @Test
  void groupsAreTakenFromTheEndsOfTheirRandomOrder() {
    List<String> order =
        List.of("d1", "d2", "d3", "d4").stream()
            .sorted(Comparator.comparingDouble(donor -> Seeds.uniform(SEED, Seeds.of(donor))))
            .toList();
    var third = new ValidationSpec.Column("donor", List.of(), 1 / 3.0);
    assertThat(rows(third, HeldOut.End.FIRST)).isEqualTo(of(order.subList(0, 2)));
    assertThat(rows(third, HeldOut.End.LAST)).isEqualTo(of(order.subList(2, 4)));
    var quarter = new ValidationSpec.Column("donor", List.of(), 0.25);
    assertThat(rows(quarter, HeldOut.End.FIRST)).isEqualTo(of(order.subList(0, 1)));
  }
}
