package org.polysome.encoder.gene;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.fault.UsageException;
import org.polysome.genes.Vocabulary;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Embedding;
import org.polysome.nn.Layer;
import org.polysome.nn.Mode;
import org.polysome.nn.Projection;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/**
 * Vectors of genes from a file: gene2vec, ESM-2, GenePT or any other matrix. Genes that the file
 * lacks, and tokens without a gene, have learned vectors. The file is read once, when training
 * starts; then the vectors are in the run's weights: tensors {@code table.*}, and {@code
 * projection.*} where there is one.
 *
 * @param file the vectors: text of word2vec with or without its header, a table of tabs, {@code
 *     .npy} or {@code .safetensors}
 * @param names of the rows of a {@code .npy}, or of a matrix in a {@code .safetensors}, as text
 *     with one gene per line, or several names of it between tabs
 * @param tensor the matrix in a {@code .safetensors} that holds several
 * @param frozen whether the vectors from the file stay as they are
 * @param projection from the vectors to the model's width
 * @param pca whether they are first reduced to their principal components, as many as the model is
 *     wide
 * @param minimumCoverage training is refused where a smaller share of the vocabulary has a vector
 * @param layerNorm whether layer norm follows
 * @param dimensions numbers per vector; worked out from the file and written to the run
 * @param found genes of the vocabulary that have a vector; worked out likewise
 */
public record Matrix(
    Path file,
    Optional<Path> names,
    Optional<String> tensor,
    @Default("true") boolean frozen,
    @Default("linear") Projection projection,
    @Default("false") boolean pca,
    @Default("0.5") double minimumCoverage,
    @Default("false") boolean layerNorm,
    Optional<Integer> dimensions,
    Optional<Integer> found)
    implements GeneEncoderSpec {

  /** Checks the ranges. */
  public Matrix {
    Require.between("minimum-coverage", minimumCoverage, 0, 1);
    dimensions.ifPresent(numbers -> Require.positive("dimensions", numbers));
    found.ifPresent(genes -> Require.positive("found", genes));
  }

  /** A file read for its vectors alone. */
  static Matrix of(Path file, Optional<Path> names) {
    return new Matrix(
        file,
        names,
        Optional.empty(),
        true,
        new Projection.None(),
        false,
        0,
        false,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Reads the file.
   *
   * @param width of the model, to which principal components reduce
   * @throws org.polysome.fault.DataException if it is damaged, or covers too little of the
   *     vocabulary
   */
  public MatchedVectors read(Vocabulary vocabulary, int width) {
    MatchedVectors matched = MatchedVectors.match(this, VectorFiles.read(this), vocabulary);
    return pca ? matched.reduced(width) : matched;
  }

  /** The files that are read. */
  public List<Path> files() {
    return Stream.concat(Stream.of(file), names.stream()).toList();
  }

  /** The same encoder with the sizes of the vectors that were read, from a file found anywhere. */
  public Matrix fitted(GeneVectors vectors) {
    requireSame("dimensions", dimensions, vectors.dimensions());
    requireSame("found", found, vectors.genes().length);
    return with(Optional.of(vectors.dimensions()), Optional.of(vectors.genes().length));
  }

  /** The same encoder with files that are found from any working folder. */
  public Matrix absolute() {
    return with(dimensions, found);
  }

  private Matrix with(Optional<Integer> readDimensions, Optional<Integer> readFound) {
    return new Matrix(
        file.toAbsolutePath().normalize(),
        names.map(path -> path.toAbsolutePath().normalize()),
        tensor,
        frozen,
        projection,
        pca,
        minimumCoverage,
        layerNorm,
        readDimensions,
        readFound);
  }

  private void requireSame(String key, Optional<Integer> stated, int read) {
    if (stated.isPresent() && stated.get() != read) {
      throw new UsageException(
          "model.gene-encoder.%s: %d is stated and %s gives %d; leave the key out"
              .formatted(key, stated.get(), file, read));
    }
  }

  @Override
  public Optional<Matrix> matrix() {
    return Optional.of(this);
  }

  @Override
  public GeneEncoder build(BuildContext context) {
    int columns = dimensions.orElseThrow(this::notRead);
    int given = found.orElseThrow(this::notRead);
    GeneEncoder table = table(context.in("table"), given, columns);
    Layer layer = projection.build(context.in("projection"), columns, context.width());
    return Normed.of(
        context, layerNorm, genes -> layer.forward(table.forward(genes), Mode.EVALUATION));
  }

  private GeneEncoder table(BuildContext context, int given, int columns) {
    if (frozen) {
      return new FrozenRows(context, given, columns)::forward;
    }
    int rows = TokenKind.rows(context.sizes().genes(), context.sizes().furtherKinds());
    return new Embedding(context, rows, columns)::forward;
  }

  private UsageException notRead() {
    return new UsageException(
        "model.gene-encoder: the vectors of %s have not been read yet; training does that"
            .formatted(file));
  }

  /**
   * Puts vectors into an encoder that was just built.
   *
   * @param parameters those of the encoder
   */
  public void put(GeneVectors vectors, Parameters parameters) {
    Parameters table = parameters.in("table");
    if (frozen) {
      FrozenRows.put(vectors, table);
      return;
    }
    Tensor weight = table.get("weight");
    Tensor rows = Tensors.of(vectors.genes(), vectors.genes().length).to(weight.device());
    try (NoGradient unrecorded = new NoGradient()) {
      weight.indexCopyInPlace(0, rows.to(ElementType.INT64), vectors.tensor().to(weight.device()));
    }
  }

  @Override
  public long multiplyAdds(Dimensions sizes) {
    return projection.multiplyAdds(dimensions.orElseThrow(this::notRead), sizes.width());
  }
}
