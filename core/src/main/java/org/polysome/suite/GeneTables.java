package org.polysome.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.TokenKind;
import org.polysome.train.Run;
import org.polysome.train.store.CheckpointFiles;

/**
 * The layers of a run that have a vector for each gene: matrices of its checkpoint, one of whose
 * axes is the vocabulary. Of genes that the run neither reads nor predicts there is none.
 *
 * @param run the run
 * @param checkpoint {@code best}, {@code last} or {@code step-N}
 */
public record GeneTables(Run run, String checkpoint) {

  private static final String MODEL = "model.";
  private static final String OBJECTIVE = "objective.";
  private static final String OUT = ".decoder.out.weight";
  private static final String GENE_ENCODER = MODEL + "gene-encoder.";

  /** Of the checkpoint that embeds. */
  public static GeneTables of(Run run) {
    return new GeneTables(run, run.defaultCheckpoint());
  }

  /** The names of the layers, in the order of the checkpoint. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    try (Safetensors file = Safetensors.open(path())) {
      for (String name : file.names()) {
        if (form(name, file.shape(name)).isPresent()) {
          names.add(name);
        }
      }
    }
    return names;
  }

  /**
   * The vectors of one layer (genes, dimensions).
   *
   * @param name one of {@link #names}
   */
  public GeneVectors vectors(String name) {
    try (Scope scope = new Scope();
        Safetensors file = Safetensors.open(path())) {
      Tensor tensor = file.tensor(name);
      Form form =
          form(name, tensor.shape())
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(name + " of " + run.folder() + " has no genes"));
      DenseMatrix matrix =
          new DenseMatrix((int) tensor.size(0), (int) tensor.size(1), tensor.toDoubles());
      return ofGenes(form.genes(matrix, run.vocabulary().size()));
    }
  }

  private GeneVectors ofGenes(DenseMatrix rows) {
    int[] genes = run.genes().stream().toArray();
    return new GeneVectors(
        Arrays.stream(genes).mapToObj(run.vocabulary()::name).toList(), rows.select(genes));
  }

  /**
   * The codebook: what the model reads a gene as. That is the table of a token model's gene
   * encoder, and of a model of whole cells its first layer.
   */
  public Optional<GeneVectors> codebook() {
    return frozen().or(() -> first(GENE_ENCODER)).or(() -> first(MODEL));
  }

  /**
   * The decoder: the weights by which the first objective makes a gene's value of the state of a
   * cell, where it has a row for each gene, as those of scVI and of whole-cell decoders have.
   */
  public Optional<GeneVectors> decoder() {
    return first(OBJECTIVE);
  }

  private Optional<GeneVectors> first(String prefix) {
    return names().stream().filter(name -> name.startsWith(prefix)).findFirst().map(this::vectors);
  }

  /** A table of which some rows are given and others learned, each vector from where it is. */
  private Optional<GeneVectors> frozen() {
    String table = GENE_ENCODER + "table.";
    try (Scope scope = new Scope();
        Safetensors file = Safetensors.open(path())) {
      boolean there = false;
      for (String name : file.names()) {
        there |= name.equals(table + "row");
      }
      if (!there) {
        return Optional.empty();
      }
      double[] rows = file.tensor(table + "row").toDoubles();
      Tensor given = file.tensor(table + "given");
      int columns = (int) given.size(1);
      double[] fixed = given.toDoubles();
      double[] learned = file.tensor(table + "weight").toDoubles();
      DenseMatrix all = DenseMatrix.zeros(run.vocabulary().size(), columns);
      IntStream.range(0, all.rows())
          .forEach(
              gene -> {
                int row = (int) rows[gene];
                double[] from = row < 0 ? learned : fixed;
                int place = (row < 0 ? -1 - row : row) * columns;
                System.arraycopy(from, place, all.values(), gene * columns, columns);
              });
      return Optional.of(ofGenes(all));
    }
  }

  private Path path() {
    return run.checkpoints().named(checkpoint).resolve(CheckpointFiles.MODEL);
  }

  /**
   * How a matrix holds genes.
   *
   * @param inRows whether a gene is a row, and not a column
   * @param outputs rows of each gene one after another, of which the first is its value
   */
  private record Form(boolean inRows, int outputs) {

    DenseMatrix genes(DenseMatrix matrix, int genes) {
      int[] first = IntStream.range(0, genes).map(gene -> gene * outputs).toArray();
      return (inRows ? matrix : matrix.transposed()).select(first);
    }
  }

  /** Rows of tokens without a gene, which follow those of the genes. */
  private int others() {
    return TokenKind.count(run.plan().tokenizer().furtherKinds());
  }

  /** Of a linear layer of the model the genes are the inputs, of other matrices the rows. */
  private Optional<Form> form(String name, long[] shape) {
    if (shape.length != 2) {
      return Optional.empty();
    }
    int genes = run.vocabulary().size();
    boolean outputs = name.startsWith(OBJECTIVE);
    if (outputs && name.endsWith(OUT) && shape[0] % genes == 0) {
      return Optional.of(new Form(true, (int) (shape[0] / genes)));
    }
    boolean rows = shape[0] == genes || shape[0] == genes + others();
    if (rows && (outputs || name.startsWith(GENE_ENCODER) || shape[1] != genes)) {
      return Optional.of(new Form(true, 1));
    }
    return shape[1] == genes ? Optional.of(new Form(false, 1)) : Optional.empty();
  }
}
