package org.polysome.experiment.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.config.YamlReader;
import org.polysome.corpus.CorpusRequest;
import org.polysome.fault.UsageException;
import org.polysome.prepare.CellFilter;

@Tag("locale")
class DataRecipeTest {

  private static final String TWO =
      """
      description: two sets
      total: {cells: 30}
      organism: human
      filter: {min-genes: 200, max-genes: 900, min-cells: 3}
      sets:
        - {name: a, filter: {min-genes: 500}, where: "tissue == 'lung'", expected: {cells: 10}}
        - {name: b, mode: bulk, fraction: 0.5, equal-by: [tissue], organism: mouse}
      """;

  private static DataRecipe read(String yaml) {
    return DataRecipe.read("mine", YamlReader.read(yaml, "mine.yaml"));
  }

  private static CorpusRequest asked() {
    return CorpusRequest.of(List.of(Path.of("cells.h5ad")), Path.of("corpus"));
  }

  @Test
  void whatTheRootSaysHoldsForEverySetThatSaysNothingElse() {
    DataRecipe recipe = read(TWO);
    assertThat(recipe.total().cells()).contains(30);
    DataSet a = recipe.set(Optional.of("a"));
    DataSet b = recipe.set(Optional.of("b"));
    assertThat(a.organism()).contains("human");
    assertThat(b.organism()).contains("mouse");
    assertThat(a.filter().minGenes()).contains(500);
    assertThat(a.filter().maxGenes()).contains(900);
    assertThat(b.filter().minGenes()).contains(200);
    assertThat(a.expected().cells()).contains(10);
    assertThat(b.expected().cells()).isEmpty();
  }

  @Test
  void aRequestIsCompletedWhereItSaysNothing() {
    CorpusRequest a = read(TWO).set(Optional.of("a")).completed(asked());
    assertThat(a.cells().where()).contains("tissue == 'lung'");
    assertThat(a.cells().filter().words()).containsExactly("genes >= 500", "genes <= 900");
    assertThat(a.genes().minCells()).isEqualTo(3);
    assertThat(a.genes().organism()).contains("human");
    assertThat(a.counts().allowFractional()).isFalse();
    CorpusRequest b = read(TWO).set(Optional.of("b")).completed(asked());
    assertThat(b.counts().allowFractional()).as("bulk counts are estimates").isTrue();
    assertThat(b.cells().fraction()).isEqualTo(0.5);
    assertThat(b.cells().equalBy()).containsExactly("tissue");
  }

  @Test
  void whatAPersonSaysGoesFirst() {
    CellFilter filter =
        new CellFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.of(700),
            Optional.empty(),
            Optional.of(0.2));
    CorpusRequest plain = asked();
    CorpusRequest own =
        new CorpusRequest(
            plain.inputs(),
            plain.output(),
            true,
            plain.counts(),
            new CorpusRequest.Genes(Optional.empty(), Optional.empty(), 5, Optional.of("rat")),
            new CorpusRequest.Cells(filter, Optional.of("organ == 'lung'"), 0.1),
            7);
    CorpusRequest a = read(TWO).set(Optional.of("a")).completed(own);
    assertThat(a.cells().where()).contains("organ == 'lung'");
    assertThat(a.cells().filter().words())
        .containsExactly("genes >= 700", "genes <= 900", "mitochondrial share <= 0.2");
    assertThat(a.genes()).isEqualTo(own.genes());
    assertThat(a.seed()).isEqualTo(7);
    assertThat(a.force()).isTrue();
    CorpusRequest b = read(TWO).set(Optional.of("b")).completed(own);
    assertThat(b.cells().fraction()).isEqualTo(0.1);
    assertThat(b.cells().equalBy()).as("belongs to the recipe's fraction").isEmpty();
  }

  @Test
  void rareLabelsAreLimitedByColumn() {
    DataSet set =
        read("description: d\nfilter: {min-label-cells: {tissue: 9}}\n"
                + "sets: [{name: a, filter: {min-label-cells: {cell_type: 50}}}]")
            .set(Optional.empty());
    assertThat(set.completed(asked()).cells().minLabelCells())
        .isEqualTo(Map.of("cell_type", 50, "tissue", 9));
    CorpusRequest own = asked(Map.of("cell_type", 5, "disease", 2));
    assertThat(set.completed(own).cells().minLabelCells())
        .isEqualTo(Map.of("cell_type", 5, "tissue", 9, "disease", 2));
  }

  private static CorpusRequest asked(Map<String, Integer> minLabelCells) {
    CorpusRequest plain = asked();
    CorpusRequest.Cells cells =
        new CorpusRequest.Cells(
            CellFilter.NONE,
            Optional.empty(),
            1,
            List.of(),
            Optional.empty(),
            Optional.empty(),
            minLabelCells);
    return new CorpusRequest(
        plain.inputs(), plain.output(), false, plain.counts(), plain.genes(), cells, 0);
  }

  @Test
  void theSetIsNamedWhereThereAreSeveral() {
    assertThatThrownBy(() -> read(TWO).set(Optional.empty()))
        .isInstanceOf(UsageException.class)
        .hasMessage("data recipe mine has several sets: name one with ‹data-set›: a, b");
    assertThatThrownBy(() -> read(TWO).set(Optional.of("c")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("has no set c");
    assertThat(read("description: d\nsets: [{name: only}]").set(Optional.empty()).name())
        .isEqualTo("only");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{name: a, lable: x}|unknown key lable (value \"x\"); did you mean label?",
        "{name: a b}|name must be letters and digits",
        "{name: a, where: 'tissue is'}|tissue is",
        "{name: a, filter: {min-genes: 9, max-genes: 3}}|min-genes: 9.0 is above max-genes: 3.0",
        "{name: a, filter: {max-mitochondrial: 15}}|15.0 is not a share",
        "{name: a, filter: {min-label-cells: {cell_type: 0}}}|filter.min-label-cells must be at least 1 for cell_type, got 0",
        "{name: a, filter: {min-label-cells: 5}}|filter.min-label-cells: expected a group of names",
        "{name: a, fraction: 0}|fraction must be above 0",
        "{name: a, repeats: 0}|repeats must be at least 1",
        "{name: a, expected: {cells: 0}}|expected.cells must be at least 1",
        "{name: a, split: {how: given, test: 0.2}}|split.test must not be given where the files divide",
        "{name: a, split: {how: sorted}}|split.how: expected one of",
        "{name: a, files: ['']}|must not be blank"
      })
  void whatIsWrongIsRefusedWithItsPlace(String set, String message) {
    assertThatThrownBy(() -> read("description: d\nsets:\n  - " + set))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("mine.yaml")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "description: d|expected description and sets",
        "sets: [{name: a}]|description is missing",
        "{description: d, sets: []}|expected description and sets",
        "{description: d, sets: [{name: a}, {name: a}]}|two sets have the name a",
        "{description: d, total: {cels: 3}, sets: [{name: a}]}|unknown key total.cels"
      })
  void theWholeIsChecked(String yaml, String message) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
