package org.polysome.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.config.Assignment;
import org.polysome.config.Config;
import org.polysome.config.YamlReader;
import org.polysome.corpus.Corpora;
import org.polysome.corpus.Corpus;
import org.polysome.corpus.CorpusBuilder;
import org.polysome.corpus.CorpusRequest;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.progress.Listening;
import org.polysome.progress.Progress;
import org.polysome.tokenizer.Fitted;

/**
 * A run on 120 genes, and one on other cells that starts from it and knows 90 of them and 30 more.
 */
class FittedPartsTest {

  private static final String EVERYTHING =
      "tokenizer={length: 24, normalisation: median, depth: read-depth-aware, genes: {type: highly-variable,"
          + " count: 40}, sampling: {type: frequency, temperature: 0.5}}";

  @TempDir static Path shared;
  private static Path first;
  private static Path second;

  @TempDir Path folder;

  @BeforeAll
  static void corpora() throws IOException {
    first = TinyCorpus.write(Files.createDirectory(shared.resolve("a")), 90);
    Path all = TinyCorpus.write(Files.createDirectory(shared.resolve("b")), 70, 150, 2);
    List<String> names;
    try (Corpus corpus = Corpus.open(all)) {
      names = new ArrayList<>(corpus.vocabulary().names().subList(30, 150));
    }
    names.addFirst(names.removeLast());
    second = corpus("second", Files.write(shared.resolve("genes.txt"), names));
  }

  private static Path corpus(String name, Path genes) {
    Path corpus = shared.resolve(name);
    CorpusBuilder.build(
        new CorpusRequest(
            List.of(shared.resolve("b").resolve("cells.h5ad")),
            corpus,
            false,
            CorpusRequest.Counts.DETECTED,
            new CorpusRequest.Genes(Optional.of(genes), Optional.empty(), 0, Optional.empty()),
            CorpusRequest.Cells.ALL,
            0),
        Progress.silent());
    return corpus;
  }

  private static Plan plan(Path corpus, String... assignments) {
    List<String> all = new ArrayList<>(List.of("data.corpus=" + corpus, EVERYTHING));
    all.addAll(Arrays.asList(assignments));
    String yaml =
        """
        model: {type: token-model, width: 8, layers: 1, heads: 2}
        objectives: [{type: wced}]
        train: {max-steps: 1, batch-size: 16}
        """;
    return Config.bind(Assignment.applyAll(YamlReader.read(yaml, "test.yaml"), all), Plan.class);
  }

  private Run train(String name, List<Plan> plans, Progress progress) {
    Pretraining.Target target =
        new Pretraining.Target(folder.resolve(name), false, List.of("test"));
    return Pretraining.start(plans, target, progress);
  }

  private static FittedParts fit(Plan plan) {
    try (Corpora corpora = Corpora.open(plan.data().requireCorpora())) {
      return FittedParts.of(
          List.of(plan), corpora, CellSplit.of(corpora, plan.data(), plan.seed()));
    }
  }

  private static Vocabulary vocabulary(Path corpus) {
    try (Corpus opened = Corpus.open(corpus)) {
      return opened.vocabulary();
    }
  }

  private static double[] medians(Fitted fitted) {
    return fitted.medians().orElseThrow();
  }

  @Test
  void withoutAnotherRunEverythingIsFittedAndNothingSaid() {
    FittedParts fitted = fit(plan(second));
    assertThat(fitted.parts()).isEmpty();
    assertThat(fitted.tokenizer().medians()).isPresent();
    assertThat(fitted.tokenizer().selected().orElseThrow().cardinality()).isEqualTo(40);
  }

  @Test
  void whatWeightsWereTrainedToReadIsCarriedOverByTheNamesOfGenes() throws IOException {
    Run from = train("first", List.of(plan(first)), Progress.silent());
    Plan plan = plan(second, "train.init-from=" + from.folder());
    List<String> said = new ArrayList<>();
    Run run = train("second", List.of(plan), new Listening(said));
    Fitted there = from.fitted();
    Fitted here = run.fitted();
    Fitted own = fit(plan(second)).tokenizer();
    assertMediansAreCarried(from, run, own);
    assertThat(here.targetDepth()).isEqualTo(there.targetDepth()).isNotEqualTo(own.targetDepth());
    assertThat(here.frequencies().orElseThrow()).isEqualTo(own.frequencies().orElseThrow());
    assertThat(names(run, here.selected().orElseThrow()))
        .isNotEmpty()
        .isSubsetOf(names(from, there.selected().orElseThrow()))
        .hasSize(
            (int)
                names(from, there.selected().orElseThrow()).stream()
                    .filter(name -> run.vocabulary().id(name).isPresent())
                    .count());
    assertThat(said)
        .anyMatch(line -> line.matches("selected genes: \\d+ of 40 carried over from .*first, .*"))
        .anyMatch(
            line ->
                line.matches(
                    "medians: \\d+ carried over from .*first, \\d+ that it does not have fitted"
                        + " anew on the training cells"))
        .anyMatch(line -> line.startsWith("target depth: carried over from "))
        .anyMatch(line -> line.startsWith("frequencies of genes: fitted anew"));
    assertThat(Files.readString(run.folder().resolve(RunFolder.FITTED)))
        .contains("\"part\" : \"medians\"")
        .contains("\"carried\" : ");
    assertThat(from.folder().resolve(RunFolder.FITTED)).doesNotExist();
  }

  private static void assertMediansAreCarried(Run from, Run run, Fitted own) {
    double[] there = medians(from.fitted());
    double[] here = medians(run.fitted());
    int carried = 0;
    int anew = 0;
    for (int gene = 0; gene < here.length; gene++) {
      OptionalInt id = from.vocabulary().id(run.vocabulary().name(gene));
      boolean known = id.isPresent() && there[id.getAsInt()] > 0;
      double expected = known ? there[id.getAsInt()] : medians(own)[gene];
      assertThat(here[gene]).as(run.vocabulary().name(gene)).isEqualTo(expected);
      carried += known ? 1 : 0;
      anew += !known && here[gene] > 0 ? 1 : 0;
    }
    assertThat(carried).isBetween(60, 90);
    assertThat(anew).isBetween(20, 40);
    assertThat(here).isNotEqualTo(medians(own));
  }

  private static List<String> names(Run run, BitSet genes) {
    return genes.stream().mapToObj(run.vocabulary()::name).toList();
  }

  @Test
  void onTheSameCellsEverythingButFrequenciesIsCarriedOverAndTheSame() {
    Run from = train("first", List.of(plan(first)), Progress.silent());
    FittedParts fitted = fit(plan(first, "train.init-from=" + from.folder()));
    assertThat(fitted.parts())
        .extracting(FittedPart::remark)
        .filteredOn(remark -> remark.equals("carried over from " + from.folder()))
        .hasSize(3);
    assertThat(fitted.tokenizer().selected()).isEqualTo(from.fitted().selected());
    assertThat(medians(fitted.tokenizer())).isEqualTo(medians(from.fitted()));
  }

  @Test
  void everythingIsFittedAnewWhereThePlanSaysSoAndThatIsSaid() {
    Run from = train("first", List.of(plan(first)), Progress.silent());
    Plan plan = plan(second, "train.init-from=" + from.folder(), "train.fitted=anew");
    FittedParts fitted = fit(plan);
    Fitted own = fit(plan(second)).tokenizer();
    assertThat(medians(fitted.tokenizer())).isEqualTo(medians(own));
    assertThat(fitted.tokenizer().selected()).isEqualTo(own.selected());
    assertThat(fitted.tokenizer().targetDepth()).isEqualTo(own.targetDepth());
    assertThat(fitted.parts())
        .extracting(FittedPart::part)
        .containsExactly("selected genes", "medians", "frequencies of genes", "target depth");
    assertThat(fitted.parts()).allMatch(part -> part.carried() == 0 && part.anew() > 0);
    assertThat(fitted.parts().get(1).line())
        .isEqualTo("medians: fitted anew on the training cells: train.fitted says so");
  }

  @Test
  void whatTheOtherRunDoesNotHaveIsFittedAndSaid() {
    Plan plain =
        plan(
            first,
            "tokenizer.genes={type: highly-variable, count: 30}",
            "tokenizer.normalisation=library-size",
            "tokenizer.depth=none");
    Run from = train("plain", List.of(plain), Progress.silent());
    FittedParts fitted = fit(plan(second, "train.init-from=" + from.folder()));
    assertThat(fitted.tokenizer().selected()).isEqualTo(fit(plan(second)).tokenizer().selected());
    assertThat(fitted.parts())
        .extracting(FittedPart::line)
        .anyMatch(line -> line.matches("medians: fitted anew .*plain has none"))
        .anyMatch(line -> line.matches("target depth: fitted anew .*plain has none"))
        .anyMatch(line -> line.matches("selected genes: fitted anew .* does not select .*"));
  }

  @Test
  void aRunOfOtherGenesIsRefused() throws IOException {
    Run from = train("first", List.of(plan(first)), Progress.silent());
    List<String> unknown = vocabulary(second).names().stream().filter(isNew()).toList();
    Path other = corpus("other", Files.write(folder.resolve("new.txt"), unknown));
    Plan plan = plan(other, "train.init-from=" + from.folder());
    assertThatThrownBy(() -> fit(plan))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("train.init-from: " + from.folder())
        .hasMessageContaining("none is the same");
  }

  private static java.util.function.Predicate<String> isNew() {
    Vocabulary known = vocabulary(first);
    return name -> known.id(name).isEmpty();
  }

  @Test
  void noneOfTheSelectedGenesInTheCorpusIsRefused() throws IOException {
    Run from = train("first", List.of(plan(first)), Progress.silent());
    BitSet selected = from.fitted().selected().orElseThrow();
    List<String> others =
        IntStream.range(30, 120)
            .filter(gene -> !selected.get(gene))
            .mapToObj(from.vocabulary()::name)
            .toList();
    Path other = corpus("unselected", Files.write(folder.resolve("others.txt"), others));
    String start = "train.init-from=" + from.folder();
    assertThatThrownBy(() -> fit(plan(other, start)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("none of the 40 genes")
        .hasMessageContaining("train.fitted=anew");
    assertThat(fit(plan(other, start, "train.fitted=anew")).tokenizer().selected()).isPresent();
  }

  /**
   * The run's own folder is there before its stages are: what they will fit is known without them.
   */
  @Test
  void aStageCarriesOverFromTheOneBefore() {
    Run run = train("staged", List.of(plan(first), plan(second)), Progress.silent());
    Run stage = Run.open(run.folder().resolve("stages").resolve("1"));
    assertMediansAreCarried(stage, run, fit(plan(second)).tokenizer());
    assertThat(run.fitted().targetDepth()).isEqualTo(stage.fitted().targetDepth());
    assertThat(run.folder().resolve(RunFolder.FITTED)).exists();
  }
}
