package org.polysome.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.GoldenCase;
import org.polysome.Tolerance;
import org.polysome.model.Embedder;
import org.polysome.progress.Progress;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;

/** An imported run gives the vectors that the reference gives, for the tokens of a golden case. */
@Tag("locale")
class PublishedOutputTest {

  private final Scope scope = new Scope();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    scope.close();
  }

  static Stream<String> scgpt() {
    return PublishedFixture.family("scgpt-embed-").stream();
  }

  @ParameterizedTest
  @MethodSource("scgpt")
  void scGptEmbedsAsItsOwnCode(String name) {
    GoldenCase golden = PublishedFixture.golden(name);
    new PublishedFixture(theirs()).scgpt(golden, true);
    Run run = read(PublishedModel.SCGPT);
    int unused = PublishedFixture.unusedId(golden);
    int[] ids = golden.tensor("in.gene_ids").toInts();
    int[] padding = golden.tensor("in.key_padding_mask").toInts();
    float[] values = golden.floats("in.values").toFloats();
    double mask = golden.hyper("mask_value").asDouble();
    Cells cells = new Cells(golden.size("batch"), golden.size("seq"), run.vocabulary().size());
    for (int at = 0; at < ids.length; at++) {
      if (padding[at] == 1) {
        cells.special(at, TokenKind.PAD);
      } else if (ids[at] == golden.size("cls_id")) {
        cells.special(at, TokenKind.CLS);
      } else {
        int gene = ids[at] - (ids[at] > unused ? 3 : 2);
        assertThat(run.vocabulary().name(gene)).isEqualTo("G" + gene);
        cells.gene(at, gene, values[at] == mask ? TokenKind.MASK : TokenKind.VALUE, values[at]);
      }
    }
    TokenBatch batch = cells.batch(Map.of("batch", golden.tensor("in.batch_labels").toInts()));
    compare(run, batch, golden.tensor("out.cell_emb"), Tolerance.absolute(2e-5).andRelative(1e-4));
  }

  @Test
  void geneformerEmbedsAsItsOwnCode() {
    GoldenCase golden = PublishedFixture.golden("geneformer-mlm");
    new PublishedFixture(theirs()).geneformer(golden, true);
    Run run = read(PublishedModel.GENEFORMER);
    String input = golden.has("in.input_ids") ? "in.input_ids" : "in.ids";
    int[] ids = golden.tensor(input).toInts();
    int[] lengths =
        IntStream.range(0, golden.size("batch"))
            .map(cell -> golden.hyper("lengths").get(cell).asInt())
            .toArray();
    int tokens = golden.size("seq");
    Cells cells = new Cells(lengths.length, tokens, run.vocabulary().size());
    for (int at = 0; at < ids.length; at++) {
      if (at % tokens >= lengths[at / tokens]) {
        cells.special(at, TokenKind.PAD);
      } else if (ids[at] == 1) {
        cells.special(at, TokenKind.MASK);
      } else {
        cells.gene(at, ids[at] - 2, TokenKind.VALUE, 1);
      }
    }
    for (int layer = 1; layer <= golden.size("layers"); layer++) {
      Tensor states = golden.tensor("out.hidden_states." + layer);
      Tensor means =
          Tensors.stack(
              IntStream.range(0, lengths.length)
                  .mapToObj(cell -> states.select(0, cell).narrow(0, 0, lengths[cell]).mean(0))
                  .toList(),
              0);
      try (OpenRun embedder = run.open(OpenRun.Setting.of(run.weights("last")))) {
        compare(embedder.after(layer), cells.batch(Map.of()), means, Tolerance.absolute(2e-5));
      }
    }
    try (OpenRun embedder = run.open()) {
      Tensor own = golden.tensor("out.cell_emb_second_to_last");
      compare(embedder, cells.batch(Map.of()), own, Tolerance.absolute(2e-5));
    }
    assertThat(Run.open(run.folder()).plan().tokenizer().length())
        .isEqualTo(golden.size("max_pos"));
  }

  @Test
  void scBertEmbedsAsItsOwnCode() {
    GoldenCase golden = PublishedFixture.golden("scbert");
    new PublishedFixture(theirs()).scbert(golden);
    Run run = read(PublishedModel.SCBERT);
    int genes = golden.size("genes");
    int[] ids = golden.tensor("in.ids").toInts();
    Cells cells = new Cells(golden.size("batch"), genes + 1, genes);
    for (int at = 0; at < ids.length; at++) {
      int place = at % (genes + 1);
      if (place == genes) {
        cells.special(at, TokenKind.CLS);
      } else {
        TokenKind kind =
            ids[at] == 6 ? TokenKind.MASK : ids[at] == 0 ? TokenKind.ZERO : TokenKind.VALUE;
        cells.gene(at, place, kind, (float) ((ids[at] + 0.01) * Math.log(2)));
      }
    }
    compare(
        run,
        cells.batch(Map.of()),
        golden.tensor("out.encodings").mean(1),
        Tolerance.absolute(3e-5).andRelative(1e-4));
  }

  @Test
  void scFoundationEmbedsAsItsOwnCode() {
    GoldenCase golden = PublishedFixture.golden("scfoundation-full");
    new PublishedFixture(theirs()).scfoundation(golden);
    Run run = read(PublishedModel.SCFOUNDATION);
    int genes = golden.size("genes");
    int tokens = genes + 2;
    float[] values = golden.tensor("in.raw").toFloats();
    int[] masked = golden.tensor("in.mask").toInts();
    Cells cells = new Cells(golden.size("batch"), tokens, genes);
    for (int at = 0; at < values.length; at++) {
      int place = at % tokens;
      if (place >= genes) {
        cells.special(at, place == genes ? TokenKind.DEPTH_TARGET : TokenKind.DEPTH_SOURCE);
        cells.value(at, values[at]);
      } else {
        TokenKind seen = values[at] > 0 ? TokenKind.VALUE : TokenKind.ZERO;
        cells.gene(at, place, masked[at] == 1 ? TokenKind.MASK : seen, values[at]);
      }
    }
    compare(
        run, cells.batch(Map.of()), fourParts(golden), Tolerance.absolute(3e-5).andRelative(1e-4));
  }

  /** The last token, the one before it, largest and mean of the genes, of what the encoder gave. */
  private static Tensor fourParts(GoldenCase golden) {
    double[] states = golden.tensor("out.encoder").toDoubles();
    int[] positions = golden.tensor("out.enc_positions").toInts();
    int[] padding = golden.tensor("out.enc_padding").toInts();
    int width = golden.size("enc_dim");
    int genes = golden.size("genes");
    int cells = golden.size("batch");
    int tokens = positions.length / cells;
    double[] parts = new double[cells * 4 * width];
    for (int cell = 0; cell < cells; cell++) {
      for (int number = 0; number < width; number++) {
        int first = cell * 4 * width + number;
        double sum = 0;
        double largest = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (int token = cell * tokens; token < (cell + 1) * tokens; token++) {
          double state = states[token * width + number];
          if (padding[token] == 1) {
            continue;
          }
          if (positions[token] >= genes) {
            parts[first + (positions[token] == genes ? width : 0)] = state;
          } else {
            sum += state;
            largest = Math.max(largest, state);
            count++;
          }
        }
        parts[first + 2 * width] = largest;
        parts[first + 3 * width] = sum / count;
      }
    }
    return Tensors.of(parts, cells, 4L * width);
  }

  private Path theirs() {
    return folder.resolve("theirs");
  }

  private Run read(PublishedModel model) {
    return PublishedImport.read(
        new PublishedImport.Source(model, theirs(), Optional.empty()),
        new PublishedImport.Target(folder.resolve("run"), false, List.of("polysome", "import")),
        Progress.silent());
  }

  private static void compare(Run run, TokenBatch batch, Tensor expected, Tolerance tolerance) {
    try (OpenRun embedder = run.open()) {
      compare(embedder, batch, expected, tolerance);
    }
  }

  private static void compare(
      Embedder embedder, TokenBatch batch, Tensor expected, Tolerance tolerance) {
    Tensor found = Tensors.of(embedder.embed(batch), batch.cells(), embedder.width());
    GoldenCase.check(found, expected, "embedding", tolerance);
  }

  /** Token arrays to be filled. */
  private static final class Cells {

    private final int cells;
    private final int tokens;
    private final int vocabulary;
    private final int[] genes;
    private final float[] values;
    private final byte[] kinds;

    Cells(int cells, int tokens, int vocabulary) {
      this.cells = cells;
      this.tokens = tokens;
      this.vocabulary = vocabulary;
      genes = new int[cells * tokens];
      values = new float[cells * tokens];
      kinds = new byte[cells * tokens];
    }

    void gene(int at, int gene, TokenKind kind, float value) {
      genes[at] = gene;
      kinds[at] = kind.code();
      values[at] = kind == TokenKind.VALUE ? value : 0;
    }

    void special(int at, TokenKind kind) {
      genes[at] = TokenBatch.special(vocabulary, kind);
      kinds[at] = kind.code();
    }

    void value(int at, float value) {
      values[at] = value;
    }

    TokenBatch batch(Map<String, int[]> labels) {
      int[] lengths = new int[cells];
      for (int at = 0; at < kinds.length; at++) {
        lengths[at / tokens] += kinds[at] == TokenKind.PAD.code() ? 0 : 1;
      }
      return new TokenBatch(
          cells,
          tokens,
          genes,
          values,
          Arrays.copyOf(values, values.length),
          kinds,
          lengths,
          new int[cells],
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          labels);
    }
  }
}
