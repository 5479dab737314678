package org.polysome.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.polysome.GoldenCase;
import org.polysome.TokenBatches;
import org.polysome.TokenBatches.CellTokens;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.nn.Mode;
import org.polysome.tensor.Device;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;

class EncoderDecoderTest extends ModelContract {

  private static final String SPEC =
      """
      encoder:
        width: 24
        layers: 2
        heads: 2
        value-encoder: {type: auto-bins, bins: 6}
        backbone: {type: transformer, norm: post, last-norm: true}
        pooling: mean
        weights: fan-in
      decoder: {width: 16, layers: 1, heads: 2, last-norm: true}
      """;

  @Override
  ModelSpec spec() {
    return read(SPEC);
  }

  private static EncoderDecoder read(String yaml) {
    return Config.bind(YamlReader.read(yaml, "test"), EncoderDecoder.class);
  }

  @Test
  void isReadFromItsOwnText() {
    EncoderDecoder spec = read(SPEC);
    assertThat(Config.bind(Config.tree(spec), EncoderDecoder.class)).isEqualTo(spec);
    assertThat(read("{}").embeddingWidth()).isEqualTo(4 * 256);
    assertThat(spec.blocksToPool()).isEqualTo(spec.encoder().blocksToPool());
  }

  /**
   * Zeros and hidden genes do not reach the encoder: left out of the cell, it is embedded alike.
   */
  @Test
  void theCellIsReadFromWhatIsSeen() {
    CellTokens cell = TokenBatches.cell(3, 20);
    int[] seen =
        java.util.stream.IntStream.range(0, cell.length())
            .filter(at -> ModelBatch.sees(cell.kinds()[at]))
            .toArray();
    assertThat(seen.length).isBetween(5, 19);
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      CellModel model = spec().build(TokenBatches.GENES, parameters);
      Tensor whole = cells(model, cell);
      GoldenCase.check(cells(model, cell.ordered(seen)), whole, "seen tokens alone", 1e-5);
      Encoded encoded = model.encode(batch(cell), Mode.EVALUATION);
      GoldenCase.check(encoded.cells(), whole, "with the decoder", 1e-6);
      assertThat(encoded.tokens().shape()).containsExactly(1, 20, 16);
      assertThat(encoded.genes().shape()).containsExactly(1, 20, 16);
      assertThat(model.geneVectors().shape()).containsExactly(TokenBatches.GENES, 16);
    }
  }

  /** A cell whose genes are all hidden, without a cls token, is still finite. */
  @Test
  void aCellOfNothingSeenHasNumbers() {
    CellTokens cell = TokenBatches.cell(3, 6).ordered(new int[] {1, 2, 3});
    java.util.Arrays.fill(cell.kinds(), TokenKind.MASK.code());
    try (Scope scope = new Scope();
        Parameters parameters = new Parameters(Device.CPU, 1)) {
      CellModel model = spec().build(TokenBatches.GENES, parameters);
      CellTokens other = TokenBatches.cell(4, 9);
      ModelBatch batch = ModelBatch.of(TokenBatches.batch(List.of(cell, other)), Device.CPU);
      Encoded encoded = model.encode(batch, Mode.EVALUATION);
      assertThat(encoded.cells().isFinite().all().item()).isEqualTo(1);
      GoldenCase.check(encoded.cells().narrow(0, 1, 1), cells(model, other), "company", 1e-5);
    }
  }

  private static Tensor cells(CellModel model, CellTokens cell) {
    return model.cells(batch(cell), Mode.EVALUATION);
  }

  private static ModelBatch batch(CellTokens cell) {
    return ModelBatch.of(TokenBatches.batch(List.of(cell)), Device.CPU);
  }
}
