package org.polysome.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.GoldenCase;
import org.polysome.config.Config;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.Run;

/** Names of tensors and places of files that the other projects have, or had. */
@Tag("locale")
class PublishedLayoutsTest extends LayoutContract {

  @Test
  void scGptMayWrapItsAttention() {
    GoldenCase golden = PublishedFixture.golden("scgpt-embed-cls-ip");
    new PublishedFixture(folder().resolve("plain")).scgpt(golden, false);
    new PublishedFixture(folder().resolve("wrapped"))
        .scgpt(
            golden,
            name ->
                name.replace("self_attn.in_proj_", "self_attn._impl.Wqkv.")
                    .replace("self_attn.out_proj", "self_attn._impl.out_proj"));
    Path checkpoint = Path.of("checkpoints", "step-0", "model.safetensors");
    Run plain = read(PublishedModel.SCGPT, folder().resolve("plain"), "run");
    Run wrapped = read(PublishedModel.SCGPT, folder().resolve("wrapped"), "other");
    assertThat(wrapped.folder().resolve(checkpoint))
        .hasSameBinaryContentAs(plain.folder().resolve(checkpoint));
  }

  /** As its pretraining and its own embedding do. */
  @Test
  void scGptsClsTokenHasTheNumberOfPadding() throws IOException {
    Path theirs = folder().resolve("theirs");
    new PublishedFixture(theirs).scgpt(PublishedFixture.golden("scgpt-embed-cls-ip"), false);
    Path settings = theirs.resolve("args.json");
    String text = Files.readString(settings);
    assertThat(text).contains("\"pad_value\": 0");
    Files.writeString(settings, text.replace("\"pad_value\": 0", "\"pad_value\": -2"));
    Run run = read(PublishedModel.SCGPT, theirs, "run");
    assertThat(Config.text(run.plan())).contains("mask: -1.0").contains("special: -2.0");
    assertThat(said()).anyMatch(line -> line.contains("length 1"));
  }

  @Test
  void scGptAppendsTokensThatItsVocabularyLacks() throws IOException {
    Path file =
        Files.writeString(folder().resolve("vocab.json"), "{\"A\": 0, \"<pad>\": 2, \"B\": 1}");
    GoldenCase golden = PublishedFixture.golden("scgpt-embed-cls-ip");
    new PublishedFixture(folder().resolve("theirs")).scgpt(golden, false);
    WeightFile weights =
        WeightFile.read(folder().resolve("theirs/best_model.pt"), Optional.empty());
    TokenTable table = ScGptTokens.of(file, weights);
    assertThat(table.genes().names()).containsExactly("A", "B");
    assertThat(table.kinds()).containsEntry(TokenKind.PAD, 2).containsEntry(TokenKind.CLS, 3);
    assertThat(table.unused()).containsExactly("<eoc>");
  }

  @ParameterizedTest
  @CsvSource({"model, models/, ../", "model/models, '', ../../", "., model/models/, model/"})
  void scFoundationLiesInAClone(String from, String weights, String lists) throws IOException {
    GoldenCase golden = PublishedFixture.golden("scfoundation-full");
    Path given = folder().resolve("clone").resolve(from).normalize();
    Files.createDirectories(given);
    new PublishedFixture(given).scfoundation(golden, weights, lists);
    Run run = read(PublishedModel.SCFOUNDATION, given, "run");
    assertThat(run.vocabulary().size()).isEqualTo(golden.size("genes"));
  }

  @Test
  void scBertKeepsItsDataInAFolder() {
    GoldenCase golden = PublishedFixture.golden("scbert");
    new PublishedFixture(folder().resolve("theirs")).scbert(golden, "data/genes.txt");
    Run run = read(PublishedModel.SCBERT, folder().resolve("theirs"), "run");
    assertThat(run.vocabulary().size()).isEqualTo(golden.size("genes"));
  }
}
