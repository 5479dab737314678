package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;
import org.polysome.tokenizer.Sampling;
import org.polysome.tokenizer.When;
import org.polysome.train.embed.Reading;
import picocli.CommandLine;

@Tag("locale")
class ReadingOptionsTest {

  private static Reading reading(String... arguments) {
    ReadingOptions options = new ReadingOptions();
    CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();
    spec.addMixin("reading", CommandLine.Model.CommandSpec.forAnnotatedObject(options));
    new CommandLine(spec).parseArgs(arguments);
    return options.reading();
  }

  @Test
  void cellsAreReadAsInTrainingWhereNothingIsSaid() {
    assertThat(reading()).isEqualTo(Reading.AS_TRAINED);
  }

  @Test
  void aSamplingIsReadAsInARecipe() {
    assertThat(reading("--sampling", "uniform").sampling()).contains(Sampling.UNIFORM);
    assertThat(reading("--sampling", "{type: long-tail, weight: value, when: always}").sampling())
        .get()
        .isInstanceOfSatisfying(
            Sampling.LongTail.class, tail -> assertThat(tail.when()).isEqualTo(When.ALWAYS));
    assertThatThrownBy(() -> reading("--sampling", "unifrom"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--sampling")
        .hasMessageContaining("uniform");
  }

  @Test
  void tokensAreANumberOrAll() {
    assertThat(reading("--tokens", "7").tokens()).contains(7);
    assertThat(reading("--tokens", "all").tokens()).contains(Integer.MAX_VALUE);
    assertThatThrownBy(() -> reading("--tokens", "many"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--tokens: 'many' is neither a number nor all");
  }
}
