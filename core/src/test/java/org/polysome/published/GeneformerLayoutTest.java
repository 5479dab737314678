package org.polysome.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.GoldenCase;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.TokenBatch;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.Run;

/** A clone of Geneformer: folders of models, and a package with dictionaries of two generations. */
@Tag("locale")
class GeneformerLayoutTest extends LayoutContract {

  private static final List<String> FIRST = List.of("<pad>", "<mask>");
  private static final List<String> SECOND = List.of("<pad>", "<mask>", "<cls>", "<eos>");

  /** A clone of the project: models beside its package, with dictionaries of two generations. */
  private Path clone(int newest, int first) {
    GoldenCase golden = PublishedFixture.golden("geneformer-mlm");
    int size = golden.size("vocab");
    new PublishedFixture(folder().resolve("clone/geneformer"))
        .dictionaries("", "_gc104M", size + newest, SECOND)
        .dictionaries("gene_dictionaries_30m/", "_gc30M", size + first, FIRST);
    Path model = folder().resolve("clone/Geneformer");
    new PublishedFixture(model).geneformerModel(golden, true);
    return model;
  }

  @Test
  void geneformerHasTheDictionariesOfItsGeneration() throws IOException {
    Path model = clone(0, 7);
    Run second = read(PublishedModel.GENEFORMER, model, "second");
    assertThat(second.plan().tokenizer().cls()).isTrue();
    assertThat(second.plan().tokenizer().end()).isTrue();
    assertThat(said()).anyMatch(line -> line.contains("<cls> genes <eos>"));
    int genes = second.vocabulary().size();
    int positions = PublishedFixture.golden("geneformer-mlm").size("max_pos");
    assertThat(second.plan().tokenizer().length()).isEqualTo(Math.min(positions, genes + 2));
    Path kept = second.folder().resolve(Origin.FOLDER);
    assertThat(kept.resolve("token_dictionary_gc104M.pkl")).exists();
    assertThat(kept.resolve("gene_median_dictionary_gc104M.pkl")).exists();
    assertThat(kept.resolve("token_dictionary_gc30M.pkl")).doesNotExist();
    Files.delete(folder().resolve("clone/geneformer/token_dictionary_gc104M.pkl"));
    assertThatThrownBy(() -> read(PublishedModel.GENEFORMER, model, "none"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("no dictionary beside it has as many")
        .hasMessageContaining("token_dictionary_gc30M.pkl " + (genes + 4 + 7));
  }

  @Test
  void geneformersFirstGenerationHasNoClsAndNoEnd() {
    Run first = read(PublishedModel.GENEFORMER, clone(9, 0), "first");
    assertThat(first.plan().tokenizer().cls()).isFalse();
    assertThat(first.plan().tokenizer().end()).isFalse();
    assertThat(first.vocabulary().name(0)).isEqualTo("G0");
    assertThat(said()).noneMatch(line -> line.contains("<eos>"));
    assertThat(first.folder().resolve(Origin.FOLDER).resolve("token_dictionary_gc30M.pkl"))
        .exists();
  }

  /** What one generation calls cls and end are two genes to the other, with the same vectors. */
  @Test
  void geneformersEndIsATokenWithItsPublishedVector() throws IOException {
    GoldenCase golden = PublishedFixture.golden("geneformer-mlm");
    Run second = read(PublishedModel.GENEFORMER, clone(0, 7), "second");
    new PublishedFixture(folder().resolve("plain")).geneformer(golden, true);
    Run first = read(PublishedModel.GENEFORMER, folder().resolve("plain"), "first");
    int genes = second.vocabulary().size();
    assertThat(first.vocabulary().size()).isEqualTo(genes + 2);
    String table = "model.gene-encoder.weight";
    assertThat(row(weights(second), table, TokenBatch.special(genes, TokenKind.END)))
        .isEqualTo(row(weights(first), table, 1));
    assertThat(row(weights(second), table, TokenBatch.special(genes, TokenKind.CLS)))
        .isEqualTo(row(weights(first), table, 0));
    TokenBatch ended = tokens(second, new Cell(new int[] {4, 1, 3}, new float[] {9, 2, 4}, 0));
    assertThat(ended.kinds()[0]).isEqualTo(TokenKind.CLS.code());
    assertThat(ended.kinds()[4]).isEqualTo(TokenKind.END.code());
    int[] same = ended.genes().clone();
    byte[] kinds = ended.kinds().clone();
    for (int at = 0; at < same.length; at++) {
      boolean gene = same[at] < genes;
      same[at] = gene ? same[at] + 2 : at == 0 ? 0 : 1;
      kinds[at] = TokenKind.VALUE.code();
    }
    TokenBatch plain =
        new TokenBatch(
            1,
            ended.tokens(),
            same,
            ended.values(),
            ended.counts(),
            kinds,
            ended.lengths(),
            ended.sources(),
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Map.of());
    Path experiment = second.folder().resolve("experiment.yaml");
    String text = Files.readString(experiment);
    assertThat(text).contains("genes-only: true");
    float[] ofGenes = embed(second, ended);
    Files.writeString(experiment, text.replace("genes-only: true", "genes-only: false"));
    float[] all = embed(Run.open(second.folder()), ended);
    float[] expected = embed(first, plain);
    IntStream.range(0, all.length)
        .forEach(i -> assertThat(all[i]).isCloseTo(expected[i], within(1e-5f)));
    assertThat(ofGenes).isNotEqualTo(all);
  }

  @Test
  void aRunWithoutAnEndIsNotWrittenBackToALayoutWithOne() throws IOException {
    Run imported = read(PublishedModel.GENEFORMER, clone(0, 7), "imported");
    Path later = folder().resolve("later");
    for (String file : List.of("run.json", "vocabulary.txt", "labels.json", "medians.tsv")) {
      Path from = imported.folder().resolve(file);
      Files.createDirectories(later);
      if (Files.exists(from)) {
        Files.copy(from, later.resolve(file));
      }
    }
    Path experiment = imported.folder().resolve("experiment.yaml");
    Files.writeString(
        later.resolve("experiment.yaml"),
        Files.readString(experiment)
            .replace("end: true", "end: false")
            .replace("train:\n", "train:\n  init-from: " + imported.folder() + "\n"));
    assertThatThrownBy(
            () -> PublishedExport.write(later, folder().resolve("back"), false, Progress.silent()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("tokenizer.end: false");
  }

  @Test
  void theEndIsWrittenBack() {
    Path model = clone(0, 7);
    Run run = read(PublishedModel.GENEFORMER, model, "run");
    PublishedExport.write(run.folder(), folder().resolve("back"), false, Progress.silent());
    String words = "bert.embeddings.word_embeddings.weight";
    Map<String, Tensor> theirs = Safetensors.read(model.resolve("model.safetensors"));
    Map<String, Tensor> back = Safetensors.read(folder().resolve("back/model.safetensors"));
    assertThat(back.keySet()).containsExactlyElementsOf(theirs.keySet());
    for (int row = 0; row < 4; row++) {
      assertThat(row(back, words, row)).isEqualTo(row(theirs, words, row));
    }
    assertThat(folder().resolve("back/token_dictionary_gc104M.pkl")).exists();
    Run again = read(PublishedModel.GENEFORMER, folder().resolve("back"), "again");
    assertThat(again.plan()).isEqualTo(run.plan());
  }
}
