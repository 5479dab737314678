package org.polysome.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.GoldenNames;
import org.polysome.Tolerance;
import org.polysome.model.CellModel;
import org.polysome.model.Encoded;
import org.polysome.model.ModelBatch;
import org.polysome.model.ModelInputs;
import org.polysome.model.Scvi;
import org.polysome.nn.BuildContext;
import org.polysome.nn.DenseLayers;
import org.polysome.nn.Mode;
import org.polysome.nn.Weights;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;
import tools.jackson.databind.JsonNode;

/**
 * The VAE of scvi-tools: both modes, all gradients, running numbers. Ours makes what its likelihood
 * needs and nothing else, so that the dispersion of a Poisson case, the logits of zeros of a case
 * without inflation, and the probabilities by likelihoods that are not the case's own have no form
 * of ours; {@link org.polysome.objective.loss.CountGridGolden} is about all likelihoods.
 */
public final class ScviGolden implements GoldenCheck {

  private static final String COLUMN = "batch";
  private static final Tolerance FORWARD = Tolerance.absolute(2e-5).andRelative(1e-4);
  private static final Tolerance RECONSTRUCTION = Tolerance.absolute(2e-5).andRelative(1e-5);

  @Override
  public void check(GoldenCase golden) {
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      new Case(golden, parameters).check();
    }
  }

  private static final class Case {
    private final GoldenCase golden;
    private final Parameters parameters;
    private final CellModel model;
    private final EvidenceObjective objective;
    private final TokenBatch batch;
    private final Optional<String> column;

    Case(GoldenCase golden, Parameters parameters) {
      this.golden = golden;
      this.parameters = parameters;
      int batches = golden.size("n_batch");
      int genes = golden.size("n_input");
      column = batches > 1 ? Optional.of(COLUMN) : Optional.empty();
      Scvi spec = spec();
      model = spec.build(new ModelInputs(genes, Map.of(COLUMN, batches)), parameters);
      List<String> names = IntStream.range(0, batches).mapToObj(String::valueOf).toList();
      objective =
          new EvidenceObjective(
              bound(),
              new ObjectiveContext(
                      new BuildContext(spec.sizes(genes), parameters, new Weights.FanIn()),
                      MeasuredGenes.everything(1, genes),
                      Map.of(COLUMN, LabelDictionary.of(names, List.of())),
                      spec.latent(),
                      0)
                  .named("elbo"));
      batch = batch();
    }

    private boolean covariates() {
      return golden.hyper("encode_covariates").asBoolean() && column.isPresent();
    }

    private boolean inEither(String hyper, String part) {
      String where = golden.hyper(hyper).asString();
      return where.equals("both") || where.equals(part);
    }

    private DenseLayers.Form form(String part, int layers) {
      boolean ofBatch = inEither("use_batch_norm", part);
      boolean ofCell = inEither("use_layer_norm", part);
      DenseLayers.Norm plain = ofCell ? DenseLayers.Norm.LAYER : DenseLayers.Norm.NONE;
      DenseLayers.Norm both = ofCell ? DenseLayers.Norm.BOTH : DenseLayers.Norm.BATCH;
      return new DenseLayers.Form(golden.size("n_hidden"), layers, ofBatch ? both : plain, 0);
    }

    private Scvi spec() {
      return new Scvi(
          golden.size("n_latent"),
          form("encoder", golden.size("n_layers")),
          covariates() ? column : Optional.empty(),
          new Weights.FanIn());
    }

    private EvidenceLowerBound bound() {
      return new EvidenceLowerBound(
          EvidenceLowerBound.Likelihood.valueOf(upper("gene_likelihood")),
          EvidenceLowerBound.Dispersion.valueOf(upper("dispersion")),
          form("decoder", golden.size("n_layers")),
          column,
          library(),
          golden.hyper("kl_weight").asDouble(),
          new WarmUp.None(),
          new Weights.FanIn(),
          1);
    }

    private String upper(String hyper) {
      return golden.hyper(hyper).asString().toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    private boolean latentLibrary() {
      return !golden.hyper("use_observed_lib_size").asBoolean();
    }

    private Library library() {
      return latentLibrary()
          ? new Library.Latent(
              numbers(golden.hyper("lib_means")),
              numbers(golden.hyper("lib_vars")),
              form("encoder", 1),
              covariates())
          : new Library.Observed();
    }

    private static List<Double> numbers(JsonNode list) {
      List<Double> numbers = new ArrayList<>();
      list.forEach(number -> numbers.add(number.asDouble()));
      return numbers;
    }

    private TokenBatch batch() {
      int genes = golden.size("n_input");
      float[] counts = golden.floats("in.x").toFloats();
      int cells = counts.length / genes;
      int[] columns = IntStream.range(0, counts.length).map(at -> at % genes).toArray();
      int[] codes = golden.tensor("in.batch").to(ElementType.INT32).reshape(-1).toInts();
      return new TokenBatch(
          cells,
          0,
          new int[0],
          new float[0],
          new float[0],
          new byte[0],
          new int[cells],
          new int[cells],
          Map.of(),
          Optional.empty(),
          Optional.of(
              new TokenBatch.WholeCells(
                  IntStream.rangeClosed(0, cells).map(cell -> cell * genes).toArray(),
                  columns,
                  counts,
                  counts,
                  MeasuredGenes.everything(1, genes))),
          Map.of(COLUMN, codes));
    }

    void check() {
      GoldenNames names = names();
      names.load();
      run(Mode.EVALUATION, "out.eval.");
      run(Mode.TRAINING, "out.train.").backward();
      checkGradients(names);
      checkRunning();
    }

    private Tensor run(Mode mode, String prefix) {
      Encoded encoded = model.encode(ModelBatch.of(batch, Device.CPU), mode);
      Normals latent = Normals.of(encoded.cells(), encoded.variances().orElseThrow());
      golden.check(latent.means(), prefix + "qz_m", FORWARD);
      golden.check(latent.variances(), prefix + "qz_v", FORWARD);
      EvidenceObjective.Noise noise =
          new EvidenceObjective.Noise(golden.floats("in.eps_z"), golden.floats("in.eps_l"));
      EvidenceObjective.Bound bound =
          objective.bound(latent, noise, objective.cells(ModelBatch.of(batch, Device.CPU)), mode);
      golden.check(bound.latent(), prefix + "z", FORWARD);
      golden.check(bound.logLibrary(), prefix + "library", FORWARD);
      checkExpected(bound, prefix);
      return loss(bound, prefix);
    }

    private void checkExpected(EvidenceObjective.Bound bound, String prefix) {
      CountDecoder.Expected expected = bound.expected();
      Tensor rates = expected.logRates().exp();
      golden.check(rates, prefix + "px_rate", FORWARD);
      golden.check(rates.divide(bound.logLibrary().exp()), prefix + "px_scale", FORWARD);
      expected
          .logInverseDispersions()
          .map(logs -> logs.exp().expand(rates.shape()))
          .ifPresent(inverse -> golden.check(inverse, prefix + "px_r", FORWARD));
      expected
          .zeroLogits()
          .ifPresent(logits -> golden.check(logits, prefix + "px_dropout", FORWARD));
    }

    private Tensor loss(EvidenceObjective.Bound bound, String prefix) {
      Tensor recon = bound.reconstruction();
      golden.check(recon, prefix + "recon", RECONSTRUCTION);
      String own = prefix + "recon_" + golden.hyper("gene_likelihood").asString();
      golden.check(recon, own, RECONSTRUCTION);
      golden.check(bound.divergence(), prefix + "kl_z", FORWARD);
      Tensor ofLibrary = bound.libraryDivergence().orElseGet(() -> recon.multiply(0));
      golden.check(ofLibrary, prefix + "kl_l", FORWARD);
      double weight = golden.hyper("kl_weight").asDouble();
      Tensor loss = recon.add(bound.divergence(), weight).add(ofLibrary).mean();
      golden.check(loss.reshape(1), prefix + "loss", FORWARD);
      return loss;
    }

    private GoldenNames names() {
      GoldenNames names = new GoldenNames(golden, parameters);
      stack(names, "model.encoder", "z_encoder.encoder");
      names.layer("model.mean", "z_encoder.mean_encoder");
      names.layer("model.log-variance", "z_encoder.var_encoder");
      stack(names, "objective.elbo.decoder", "decoder.px_decoder");
      names.layer("objective.elbo.scale", "decoder.px_scale_decoder.0");
      if (latentLibrary()) {
        stack(names, "objective.elbo.library.encoder", "l_encoder.encoder");
        names.layer("objective.elbo.library.mean", "l_encoder.mean_encoder");
        names.layer("objective.elbo.library.log-variance", "l_encoder.var_encoder");
      }
      Set<String> ours = parameters.trained().keySet();
      if (ours.contains("objective.elbo.zero-inflation.weight")) {
        names.layer("objective.elbo.zero-inflation", "decoder.px_dropout_decoder");
      }
      if (ours.contains("objective.elbo.dispersion.weight")) {
        names.layer("objective.elbo.dispersion", "decoder.px_r_decoder");
      }
      if (ours.contains("objective.elbo.log-inverse-dispersion")) {
        names.pair("objective.elbo.log-inverse-dispersion", "px_r");
      }
      return names;
    }

    private void stack(GoldenNames names, String ours, String theirs) {
      for (int n = 0; parameters.all().containsKey(ours + ".layer." + n + ".weight"); n++) {
        String own = ours + ".layer." + n;
        String reference = theirs + ".fc_layers.Layer " + n;
        names.layer(own, reference + ".0");
        if (parameters.all().containsKey(own + ".norm.weight")) {
          names.layer(own + ".norm", reference + ".1");
          names.pair(own + ".norm.running-mean", reference + ".1.running_mean");
          names.pair(own + ".norm.running-variance", reference + ".1.running_var");
        }
      }
    }

    private void checkGradients(GoldenNames names) {
      double largest = 0;
      Set<String> unused = new TreeSet<>();
      for (String name : golden.names()) {
        if (name.startsWith("out.grad.")) {
          double size = golden.floats(name).abs().max().item();
          largest = Math.max(largest, size);
          if (size == 0) {
            unused.add(name.substring("out.grad.".length()));
          }
        }
      }
      assertThat(largest).isPositive();
      Tolerance tolerance = Tolerance.absolute(5e-5 * largest).andRelative(1e-3);
      names.checkGradients("out.grad.", tolerance, unused);
    }

    private void checkRunning() {
      Map<String, String> stacks =
          Map.of(
              "model.encoder", "z_encoder.encoder",
              "objective.elbo.decoder", "decoder.px_decoder",
              "objective.elbo.library.encoder", "l_encoder.encoder");
      stacks.forEach(
          (ours, theirs) -> {
            for (int n = 0; n < golden.size("n_layers"); n++) {
              String norm = ours + ".layer." + n + ".norm.running-";
              String reference = "out.running." + theirs + ".fc_layers.Layer " + n + ".1.running_";
              if (parameters.all().containsKey(norm + "mean")) {
                golden.check(parameters.get(norm + "mean"), reference + "mean", FORWARD);
                golden.check(parameters.get(norm + "variance"), reference + "var", FORWARD);
              }
            }
          });
    }
  }
}
