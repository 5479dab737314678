package org.polysome.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.polysome.model.ModelBatch;
import org.polysome.model.OneHot;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Mode;
import org.polysome.objective.loss.CountLikelihood;
import org.polysome.random.Seeds;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.TokenBatch;

/** {@link EvidenceLowerBound} at work. */
final class EvidenceObjective implements Objective {

  private final EvidenceLowerBound spec;
  private final int labels;
  private final CountDecoder decoder;
  private final Optional<LatentLibrary> library;
  private final MeasuredTable measured;
  private final Device device;
  private double share = 1;

  EvidenceObjective(EvidenceLowerBound spec, ObjectiveContext context) {
    BuildContext build = context.build();
    BuildContext own = new BuildContext(build.sizes(), build.parameters(), spec.weights());
    this.spec = spec;
    this.labels =
        spec.batchColumn().map(column -> context.labels(column).categories().size()).orElse(0);
    this.decoder = new CountDecoder(spec, own, context.cellWidth(), labels);
    this.library =
        spec.library() instanceof Library.Latent latent
            ? Optional.of(new LatentLibrary(latent, own.in("library"), labels))
            : Optional.empty();
    this.measured = new MeasuredTable(context);
    this.device = context.device();
  }

  @Override
  public List<Term> terms() {
    List<Term> terms = new ArrayList<>();
    terms.add(new Term("reconstruction", 1).within(spec.name(), spec.weight()));
    terms.add(new Term("kl", spec.klWeight()).within(spec.name(), spec.weight()));
    library.ifPresent(
        there -> terms.add(new Term("library-kl", 1).within(spec.name(), spec.weight())));
    return terms;
  }

  @Override
  public void atStep(long step, long stepsPerEpoch) {
    share = spec.warmUp().share(step, stepsPerEpoch);
  }

  @Override
  public long[] counts(TokenBatch batch) {
    long[] counts = new long[terms().size()];
    Arrays.fill(counts, batch.cells());
    return counts;
  }

  @Override
  public List<Tensor> sums(Pass pass, long seed) {
    Normals latent = Normals.of(pass.cells(), pass.variances());
    int width = Math.toIntExact(latent.means().size(1));
    Noise noise = noise(pass.batch(), width, seed);
    Bound bound = bound(latent, noise, cells(pass.inputs()), pass.mode());
    double factor = pass.mode() == Mode.TRAINING ? share : 1;
    List<Tensor> sums = new ArrayList<>();
    sums.add(bound.reconstruction().sum());
    sums.add(bound.divergence().sum().multiply(factor));
    bound.libraryDivergence().map(Tensor::sum).ifPresent(sums::add);
    return sums;
  }

  /** Counts expected of the mean of each cell's distribution, zeros from elsewhere left aside. */
  @Override
  public Optional<ValueHead> valueHead() {
    return Optional.of(
        new ValueHead(ValueHead.Asked.WHOLE_CELLS, ValueHead.Unit.COUNT, this::expectedCounts));
  }

  private Tensor expectedCounts(Pass pass) {
    CellCounts cells = cells(pass.inputs());
    Tensor logLibrary =
        library
            .map(encoder -> encoder.encode(cells, pass.mode()).means())
            .orElseGet(cells::logLibrary);
    Tensor latent = CountLikelihood.precise(pass.cells());
    return decoder.forward(latent, logLibrary, cells, pass.mode()).logRates().exp();
  }

  /**
   * Drawings of standard normal distributions.
   *
   * @param latent (cells, numbers)
   * @param library (cells, 1)
   */
  record Noise(Tensor latent, Tensor library) {}

  /**
   * The parts of the bound, and what they are made of.
   *
   * @param latent what was drawn (cells, numbers)
   * @param logLibrary (cells, 1)
   * @param expected what the decoder expects
   * @param reconstruction (cells)
   * @param divergence (cells)
   * @param libraryDivergence (cells), where the library is latent
   */
  record Bound(
      Tensor latent,
      Tensor logLibrary,
      CountDecoder.Expected expected,
      Tensor reconstruction,
      Tensor divergence,
      Optional<Tensor> libraryDivergence) {}

  /** The bound of each cell. */
  Bound bound(Normals latent, Noise noise, CellCounts cells, Mode mode) {
    Tensor drawn = latent.draw(noise.latent());
    Optional<Normals> sizes = library.map(encoder -> encoder.encode(cells, mode));
    Tensor logLibrary =
        sizes.map(normals -> normals.draw(noise.library())).orElseGet(cells::logLibrary);
    CountDecoder.Expected expected = decoder.forward(drawn, logLibrary, cells, mode);
    return new Bound(
        drawn,
        logLibrary,
        expected,
        decoder.logProbability(expected, cells).negate(),
        latent.fromStandard(),
        library.map(encoder -> sizes.orElseThrow().from(encoder.prior(cells))));
  }

  /** The counts of a batch on the device. */
  CellCounts cells(ModelBatch inputs) {
    Tensor counts = inputs.requireWhole().counts();
    return new CellCounts(
        counts,
        measured.of(inputs.host(), counts).greaterThan(0),
        spec.batchColumn().map(column -> OneHot.of(inputs.labels(column), labels)));
  }

  /** Noise that depends on the content of each cell and not on its place. */
  private Noise noise(TokenBatch batch, int width, long seed) {
    TokenBatch.WholeCells whole = batch.whole().orElseThrow();
    float[] latent = new float[Math.multiplyExact(batch.cells(), width)];
    float[] sizes = new float[batch.cells()];
    for (int cell = 0; cell < batch.cells(); cell++) {
      RandomGenerator random = Seeds.generator(seed, hash(whole, cell));
      for (int i = 0; i < width; i++) {
        latent[cell * width + i] = (float) random.nextGaussian();
      }
      sizes[cell] = (float) random.nextGaussian();
    }
    return new Noise(
        Tensors.of(latent, batch.cells(), width).to(device),
        Tensors.of(sizes, batch.cells(), 1).to(device));
  }

  private static long hash(TokenBatch.WholeCells whole, int cell) {
    int from = whole.indptr()[cell];
    int until = whole.indptr()[cell + 1];
    return Cell.contentHash(
        Arrays.copyOfRange(whole.genes(), from, until),
        Arrays.copyOfRange(whole.counts(), from, until),
        until - from);
  }
}
