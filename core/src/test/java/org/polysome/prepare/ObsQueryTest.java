package org.polysome.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.fault.UsageException;

@Tag("locale")
class ObsQueryTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "tissue == 'lung'|{0, 3}",
        "tissue != \"lung\"|{1}",
        "tissue in ('lung', 'gut')|{0, 1, 3}",
        "tissue not in ('lung')|{1}",
        "tissue is missing|{2}",
        "not tissue is missing|{0, 1, 3}",
        "tissue is not missing|{0, 1, 3}",
        "n >= 200|{1, 2}",
        "n<200|{0}",
        "n in (100, 300)|{0, 2}",
        "score > 0.5 or n == 100|{0, 3}",
        "score <= -1e-1|{1}",
        "good == true|{0, 2}",
        "good != true and tissue=='gut'|{1}",
        "not (tissue == 'lung' or tissue == 'gut')|{2}",
        "`cell type/x` == 'it\\'s'|{1}",
        "tissue == 'lung' and score > 0 or n == 200|{1, 3}",
      })
  void finds(String query, String rows) {
    assertThat(ObsQuery.parse(query).matches(obs())).hasToString(rows);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tissue",
        "tissue ==",
        "tissue == lung",
        "tissue = 'lung'",
        "tissue in 'lung'",
        "tissue in ('lung'",
        "(tissue == 'lung'",
        "tissue == 'lung' n > 3",
        "tissue == 'lung",
        "'lung' == tissue",
        "tissue < 'lung'",
        "n == 'many'",
        "n == true",
        "good > true",
        "good == 1",
        "tisue == 'lung'"
      })
  void refuses(String query) {
    assertThatThrownBy(() -> ObsQuery.parse(query).matches(obs()))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("query \"" + query + "\"");
  }

  @Test
  void namesTheColumnsThereAre() {
    assertThatThrownBy(() -> ObsQuery.parse("tisue == 'lung'").matches(obs()))
        .hasMessageContaining("'tisue'")
        .hasMessageContaining("tissue, cell type/x, n, score, good");
  }

  private static Frame obs() {
    Map<String, Column> columns = new LinkedHashMap<>();
    columns.put(
        "tissue",
        new Column.Categorical(
            new int[] {0, 1, Column.MISSING, 0}, List.of("lung", "gut", "unused"), false));
    columns.put(
        "cell type/x",
        new Column.Text(
            List.of(Optional.of("B"), Optional.of("it's"), Optional.empty(), Optional.of("T"))));
    columns.put(
        "n",
        new Column.Integers(
            new long[] {100, 200, 300, 0}, new boolean[] {false, false, false, true}));
    columns.put("score", new Column.Decimals(new double[] {0, -1, Double.NaN, 2.5}));
    columns.put(
        "good", new Column.Booleans(new boolean[] {true, false, true, false}, new boolean[4]));
    return new Frame("_index", List.of("a", "b", "c", "d"), columns);
  }
}
