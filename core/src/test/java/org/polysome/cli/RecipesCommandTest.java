package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class RecipesCommandTest {

  @Test
  void theListHasOneLineEach() {
    Typed typed = Typed.polysome("recipes");
    assertThat(typed.status()).isZero();
    assertThat(typed.results().lines())
        .anyMatch(line -> line.matches("bmfm-wced-10pct  +BMFM-RNA: .*"))
        .allMatch(line -> line.matches("[a-z0-9-]+  +\\S.*"));
  }

  @Test
  void oneIsPrintedWhole() {
    Typed typed = Typed.polysome("recipes", "bmfm-wced-10pct");
    assertThat(typed.status()).isZero();
    assertThat(typed.results()).startsWith("# ").contains("\nmodel:\n", "\n  checkpoint-every: ");
  }

  @Test
  void publishedDataIsListedAndPrintedAsItShips() {
    Typed list = Typed.polysome("recipes", "--data");
    assertThat(list.status()).isZero();
    assertThat(list.results().lines())
        .anyMatch(line -> line.matches("data/diverse-rna  +DiverseRNA-1.4M: .*"))
        .allMatch(line -> line.matches("data/[a-z0-9-]+  +\\S.*"));
    Typed one = Typed.polysome("recipes", "data/diverse-rna");
    assertThat(one.results()).startsWith("# ").contains("\n  - name: glioblastoma\n");
  }

  @Test
  void theSchemaIsJson() {
    assertThat(Typed.polysome("recipes", "--schema").results()).startsWith("{").endsWith("}\n");
  }

  @Test
  void anUnknownOneIsUsage() {
    Typed typed = Typed.polysome("recipes", "nothing-like-it");
    assertThat(typed.status()).isEqualTo(1);
    assertThat(typed.errors())
        .isEqualTo(
            "polysome: there is no recipe nothing-like-it (polysome recipes lists them; a file"
                + " ends with .yaml)\n");
  }
}
