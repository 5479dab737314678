package org.polysome.model;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.polysome.encoder.gene.GeneEncoderSpec;
import org.polysome.encoder.gene.GeneVectors;
import org.polysome.encoder.gene.MatchedVectors;
import org.polysome.encoder.gene.Matrix;
import org.polysome.genes.Vocabulary;
import org.polysome.tensor.Parameters;

/**
 * Vectors of genes that a model takes from files. They are read once, when training starts.
 *
 * @param encoder what reads them
 * @param width of the model, to which principal components reduce
 * @param model the same model with another gene encoder
 */
public record GivenVectors(Matrix encoder, int width, Function<GeneEncoderSpec, ModelSpec> model) {

  /**
   * Reads them.
   *
   * @throws org.polysome.fault.PolysomeException if a file is damaged or covers too few genes
   */
  public MatchedVectors read(Vocabulary vocabulary) {
    return encoder.read(vocabulary, width);
  }

  /** The files that {@link #read} reads, for the run's manifest. */
  public List<Path> files() {
    return encoder.files();
  }

  /** The model with {@link #files} that are found from any working folder. */
  ModelSpec absolute() {
    return model.apply(encoder.absolute());
  }

  /** The model with the sizes that depend on the vectors that were read. */
  public ModelSpec fitted(GeneVectors vectors) {
    return model.apply(encoder.fitted(vectors));
  }

  /** Puts the vectors that were read into the live model, which was just built. */
  public void put(GeneVectors vectors, Parameters parameters) {
    encoder.put(vectors, parameters.in("model.gene-encoder"));
  }
}
