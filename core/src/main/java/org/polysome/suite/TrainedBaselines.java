package org.polysome.suite;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.polysome.suite.baseline.BaselineTraining;
import org.polysome.suite.baseline.Given;
import org.polysome.suite.baseline.TrainedBaseline;
import org.polysome.train.Run;

/** Baselines trained on the judged cells of an input, each once however often it is asked for. */
public final class TrainedBaselines {

  private final BaselineTraining training;
  private final List<String> genes;
  private final Map<String, Trained> known = new HashMap<>();

  /**
   * Nothing trained yet.
   *
   * @param genes the names of the genes of the counts
   */
  TrainedBaselines(BaselineTraining training, List<String> genes) {
    this.training = training;
    this.genes = List.copyOf(genes);
  }

  /**
   * A trained baseline.
   *
   * @param cells its vectors of the judged cells
   * @param codebook its vectors of the genes that it reads
   * @param decoder the weights by which it makes genes of a cell
   */
  public record Trained(
      Given cells, Optional<GeneVectors> codebook, Optional<GeneVectors> decoder) {}

  private record Genes(Optional<GeneVectors> codebook, Optional<GeneVectors> decoder) {
    static Genes of(Run run) {
      GeneTables tables = GeneTables.of(run);
      return new Genes(tables.codebook(), tables.decoder());
    }
  }

  /** A baseline, trained now if it was not before. */
  public Trained of(TrainedBaseline baseline) {
    return known.computeIfAbsent(baseline.name(), unused -> train(baseline));
  }

  private Trained train(TrainedBaseline baseline) {
    var trained = training.train(baseline, Genes::of);
    return new Trained(
        trained.cells(),
        trained.what().codebook.map(this::named),
        trained.what().decoder.map(this::named));
  }

  /** The same vectors under the names of the input's genes. */
  private GeneVectors named(GeneVectors vectors) {
    return new GeneVectors(
        vectors.genes().stream().map(name -> genes.get(BaselineTraining.gene(name))).toList(),
        vectors.vectors());
  }
}
