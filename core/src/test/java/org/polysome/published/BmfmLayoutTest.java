package org.polysome.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.UsageException;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;
import org.polysome.tokenizer.TokenizerSpec;
import org.polysome.train.Run;

/** A folder of BMFM-RNA: configuration, weights, tokenizers of its fields. */
@Tag("locale")
class BmfmLayoutTest extends LayoutContract {

  private Path bmfm(String config) {
    Path theirs = folder().resolve("bmfm");
    PublishedFixture fixture =
        new PublishedFixture(theirs)
            .bmfm(PublishedFixture.golden("geneformer-mlm"), "bert.encoder.", "mlp_special");
    if (!config.isEmpty()) {
      fixture.text(
          "config.json",
          "{\"model_type\": \"scbert\", \"num_attention_heads\": 2, \"max_position_embeddings\": 512,"
              + config
              + "}");
    }
    return theirs;
  }

  @Test
  void bmfmWritesASeparatorBehindTheCell() {
    Path theirs = bmfm("");
    Run run = read(PublishedModel.BMFM, theirs, "run");
    TokenizerSpec tokenizer = run.plan().tokenizer();
    assertThat(tokenizer.cls()).isTrue();
    assertThat(tokenizer.end()).isTrue();
    int genes = run.vocabulary().size();
    Map<String, Tensor> published = Safetensors.read(theirs.resolve("model.safetensors"));
    Map<String, Tensor> ours = weights(run);
    String gene = "m.embeddings.genes_embeddings.weight";
    String value = "m.embeddings.expressions_embeddings.special_token_embeddings.weight";
    assertThat(row(ours, "model.gene-encoder.weight", TokenBatch.special(genes, TokenKind.END)))
        .isEqualTo(row(published, gene, 1));
    assertThat(row(ours, "model.value-encoder.kinds.weight", TokenKind.END.ordinal()))
        .isEqualTo(row(published, value, 1));
    TokenBatch batch = tokens(run, new Cell(new int[] {0, 2}, new float[] {1, 5}, 0));
    assertThat(batch.kinds())
        .containsExactly(
            TokenKind.CLS.code(),
            TokenKind.VALUE.code(),
            TokenKind.VALUE.code(),
            TokenKind.END.code());
    // log1p(10000 x / (sum + 1)), as its code has it.
    assertThat(IntStream.range(1, 3).mapToDouble(at -> batch.values()[at]).max().orElseThrow())
        .isCloseTo(Math.log1p(10_000.0 * 5 / 7), within(1e-5));
  }

  /** Two of its tokens become those of depths. */
  @Test
  void bmfmOfReadDepthsHasDepthTokens() throws IOException {
    Path theirs =
        bmfm(
            "\"fields\": [{\"field_name\": \"genes\"}, {\"field_name\": \"label_expressions\","
                + " \"is_input\": false}]");
    Run plain = read(PublishedModel.BMFM, theirs, "plain");
    assertThat(plain.plan().tokenizer().depth().tokens()).isZero();
    Path list = theirs.resolve("tokenizers/genes/vocab.txt");
    List<String> names = new ArrayList<>(Files.readAllLines(list));
    names.set(0, "[S]");
    names.set(4, "[T]");
    Files.write(list, names);
    Run run = read(PublishedModel.BMFM, theirs, "run");
    TokenBatch batch = tokens(run, new Cell(new int[] {0, 2}, new float[] {1, 5}, 0));
    assertThat(batch.kinds()[1]).isEqualTo(TokenKind.DEPTH_SOURCE.code());
    assertThat(batch.kinds()[2]).isEqualTo(TokenKind.DEPTH_TARGET.code());
    assertThat(batch.values()[1]).isCloseTo((float) Math.log1p(6), within(1e-6f));
    assertThat(said()).anyMatch(line -> line.contains("auto_align"));
  }

  @Test
  void bmfmsTokenizerMayAddTokens() throws IOException {
    Path theirs = bmfm("");
    Path list = theirs.resolve("tokenizers/genes/vocab.txt");
    List<String> names = Files.readAllLines(list);
    StringBuilder vocabulary = new StringBuilder();
    for (int id = 0; id < names.size(); id++) {
      if (id != 1) {
        vocabulary.append(id == 0 ? "" : ", ").append("\"%s\": %d".formatted(names.get(id), id));
      }
    }
    Files.delete(list);
    Files.writeString(
        list.resolveSibling("tokenizer.json"),
        "{\"added_tokens\": [{\"id\": 1, \"content\": \"[SEP]\"}], \"model\": {\"vocab\": {%s}}}"
            .formatted(vocabulary));
    Run run = read(PublishedModel.BMFM, theirs, "run");
    assertThat(run.plan().tokenizer().end()).isTrue();
    assertThat(run.vocabulary().size()).isEqualTo(names.size() - 5);
  }

  @Test
  void aCheckpointOfBmfmSaysHowItIsConverted() throws IOException {
    Path theirs = bmfm("");
    Files.delete(theirs.resolve("config.json"));
    assertThatThrownBy(() -> read(PublishedModel.BMFM, theirs, "run"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no config.json");
    Files.writeString(theirs.resolve("best.ckpt"), "");
    assertThatThrownBy(() -> read(PublishedModel.BMFM, theirs, "run"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("save_pretrained")
        .hasMessageContaining("torch.load('best.ckpt'");
  }
}
