package org.polysome.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.polysome.experiment.Experiment;
import org.polysome.train.Pretraining;
import org.polysome.train.embed.EmbedRequest;
import org.polysome.train.embed.FileEmbedding;

/** Trains and embeds for a few seconds, and prints how many cells a second each took. */
final class SpeedWorker {

  /** Cells of a batch. */
  static final int BATCH = 4;

  /** Tokens of a cell at most, as the recipe says. */
  static final int LENGTH = 512;

  private static final int WARM_UP = 2;
  private static final int STEPS = 7;
  private static final double SECONDS = 5;

  private SpeedWorker() {}

  /** How numbers are kept and what is dropped in training. */
  enum Form {
    /** Without dropout attention is fused. */
    PLAIN("float32, no dropout", "float32", 0),
    /** With dropout it is written out in products. */
    DROPOUT("float32, dropout", "float32", 0.15),
    /** As it is in bfloat16, where fused attention is slow. */
    HALF("bf16, no dropout", "bf16", 0),
    /** Products and masks in bfloat16. */
    HALF_DROPOUT("bf16, dropout", "bf16", 0.15);

    private final String title;
    private final String precision;
    private final double dropout;

    Form(String title, String precision, double dropout) {
      this.title = title;
      this.precision = precision;
      this.dropout = dropout;
    }

    String title() {
      return title;
    }

    String precision() {
      return precision;
    }

    double dropout() {
      return dropout;
    }

    List<String> settings() {
      return List.of(
          "train.precision=" + precision,
          "model.backbone.dropout=" + dropout,
          "model.backbone.attention-dropout=" + dropout,
          "model.backbone.feed-forward-dropout=" + dropout);
    }
  }

  /**
   * Cells a second.
   *
   * @param training median over steps
   * @param embedding median over batches
   */
  record Speeds(double training, double embedding) {

    Speeds plus(Speeds other) {
      return new Speeds(training + other.training, embedding + other.embedding);
    }

    static Speeds parse(String output) {
      String line =
          output
              .lines()
              .filter(text -> text.startsWith("speeds "))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no speeds in: " + output));
      String[] parts = line.split(" ");
      return new Speeds(Double.parseDouble(parts[1]), Double.parseDouble(parts[2]));
    }

    String line() {
      return String.format(Locale.ROOT, "speeds %.4f %.4f", training, embedding);
    }
  }

  /**
   * Works.
   *
   * @param arguments form, corpus, file to embed, folder of the run
   */
  public static void main(String[] arguments) {
    Path run = Path.of(arguments[3]);
    double training = train(Form.valueOf(arguments[0]), arguments[1], run);
    System.out.println(new Speeds(training, embed(run, Path.of(arguments[2]))).line());
  }

  private static double train(Form form, String corpus, Path run) {
    List<String> settings =
        new ArrayList<>(
            List.of(
                "data.corpus=" + corpus,
                "data.validation=none",
                "train.batch-size=" + BATCH,
                "train.epochs=1000",
                "train.max-steps=" + (WARM_UP + STEPS)));
    settings.addAll(form.settings());
    Clock clock = new Clock(laps -> {});
    Pretraining.start(
        Experiment.load("longtail-transformer", settings).plan(),
        new Pretraining.Target(run, true, List.of()),
        clock);
    return BATCH / Medians.seconds(clock.laps(), WARM_UP, 1);
  }

  private static double embed(Path run, Path cells) {
    Clock clock = new Clock(SpeedWorker::stopAfterSeconds);
    try {
      Path output = run.resolveSibling(run.getFileName() + ".h5ad");
      FileEmbedding.run(EmbedRequest.of(run, cells, output), clock);
    } catch (Clock.Enough enough) {
      // A whole file would take minutes.
    }
    List<Clock.Lap> laps = clock.laps();
    int first = Math.min(1, laps.size() - 1);
    return laps.get(first).cells() / Medians.seconds(laps, first, 1);
  }

  private static void stopAfterSeconds(List<Clock.Lap> laps) {
    if (laps.size() > 2 && laps.stream().mapToDouble(Clock.Lap::seconds).sum() > SECONDS) {
      throw new Clock.Enough();
    }
  }
}
