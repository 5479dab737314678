package org.polysome.experiment;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.polysome.decoder.CellDecoderSpec;
import org.polysome.decoder.GeneQuerySpec;
import org.polysome.decoder.Linear;
import org.polysome.decoder.ResidualMlp;
import org.polysome.decoder.WholeCell;
import org.polysome.model.Encoded;
import org.polysome.model.FittedModel;
import org.polysome.model.ModelBatch;
import org.polysome.model.RidgePca;
import org.polysome.nn.Activation;
import org.polysome.nn.DenseLayers;
import org.polysome.nn.Mode;
import org.polysome.objective.CellToGeneValues;
import org.polysome.objective.CountActivation;
import org.polysome.objective.CountLoss;
import org.polysome.objective.EvidenceLowerBound;
import org.polysome.objective.ObjectiveSpec;
import org.polysome.objective.ValueLoss;
import org.polysome.objective.Wced;
import org.polysome.objective.WholeCellCounts;
import org.polysome.tensor.Device;
import org.polysome.tensor.NoGradient;
import org.polysome.tensor.Safetensors;
import org.polysome.tensor.Scope;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.Target;
import org.polysome.train.OpenRun;
import org.polysome.train.Run;

/**
 * Expression from the vectors that a model makes of cells and genes, by formulas in double and the
 * stored weights, one cell after the other.
 */
final class PredictionsByHand {

  private final Run run;
  private final QueryFile query;
  private final BitSet known;
  private final Map<String, double[]> weights = new HashMap<>();
  private String prefix = "";

  private PredictionsByHand(Run run, QueryFile query) {
    this.run = run;
    this.query = query;
    known = query.measured(run.vocabulary());
    known.and(run.genes());
  }

  /** All columns of the file (cells, columns); those that are not predicted are NaN. */
  static double[] of(Run run, QueryFile query, String objective) {
    return new PredictionsByHand(run, query).table(objective);
  }

  private double[] table(String objective) {
    readWeights();
    double[][] vectors = new double[QueryFile.CELLS][];
    double[][] genes = encode(vectors, objective.equals("cell-to-gene-values"));
    int[] ids = query.ids(run.vocabulary());
    double[] table = new double[QueryFile.CELLS * ids.length];
    for (int row = 0; row < QueryFile.CELLS; row++) {
      double[] counts = query.dense(row, run.vocabulary());
      double total = known.stream().mapToDouble(id -> counts[id]).sum();
      double[] predicted = predict(objective, vectors[row], genes, total);
      for (int column = 0; column < ids.length; column++) {
        int id = ids[column];
        boolean asked = id >= 0 && known.get(id);
        table[row * ids.length + column] = asked ? predicted[id] : Double.NaN;
      }
    }
    return table;
  }

  private void readWeights() {
    var file = run.checkpoints().named("last").resolve("model.safetensors");
    try (Scope scope = new Scope()) {
      Safetensors.read(file)
          .forEach((name, tensor) -> weights.put(name, doubles(tensor.toFloats())));
    }
  }

  /** Fills the vectors of the cells, and returns those of the genes. */
  private double[][] encode(double[][] cells, boolean ofGenes) {
    MeasuredGenes measured =
        MeasuredGenes.of(run.vocabulary().size(), List.of(query.measured(run.vocabulary())));
    var batch =
        run.tokenizer(measured)
            .builder(List.of(new Target.WholeCell()))
            .build(run.draw(), query.cells(run.vocabulary()), Map.of());
    try (OpenRun open = run.open(OpenRun.Setting.of(run.weights("last")));
        Scope scope = new Scope();
        NoGradient frozen = new NoGradient()) {
      Encoded encoded = open.model().encode(ModelBatch.of(batch, Device.CPU), Mode.EVALUATION);
      double[] all = doubles(encoded.cells().toFloats());
      int width = all.length / cells.length;
      Arrays.setAll(cells, row -> Arrays.copyOfRange(all, row * width, (row + 1) * width));
      return ofGenes ? rows(doubles(open.model().geneVectors().toFloats())) : new double[0][];
    }
  }

  private double[][] rows(double[] all) {
    double[][] rows = new double[run.vocabulary().size()][];
    int width = all.length / rows.length;
    Arrays.setAll(rows, row -> Arrays.copyOfRange(all, row * width, (row + 1) * width));
    return rows;
  }

  private double[] predict(String objective, double[] cell, double[][] genes, double total) {
    if (run.plan().model() instanceof FittedModel model) {
      return fitted(model, cell);
    }
    ObjectiveSpec spec =
        run.plan().objectives().stream()
            .filter(one -> one.name().equals(objective))
            .findFirst()
            .orElseThrow();
    prefix = "objective." + objective + ".";
    return switch (spec) {
      case CellToGeneValues asked -> asked(asked, cell, genes);
      case Wced wced -> unlessZero((WholeCell) wced.decoder(), cell);
      case WholeCellCounts whole -> whole(whole, cell, total);
      case EvidenceLowerBound bound -> counts(bound, cell, total);
      default -> throw unknown(spec);
    };
  }

  private static AssertionError unknown(Object kind) {
    return new AssertionError("write down by hand what is predicted by " + kind);
  }

  private double[] fitted(FittedModel model, double[] cell) {
    double[] predicted = weights("model.mean").clone();
    double[] components = weights("model.components");
    for (int i = 0; i < cell.length; i++) {
      double scale = model instanceof RidgePca ? Math.sqrt(weights("model.variance")[i]) : 1;
      for (int gene = 0; gene < predicted.length; gene++) {
        predicted[gene] += cell[i] * scale * components[i * predicted.length + gene];
      }
    }
    return predicted;
  }

  private double[] asked(CellToGeneValues spec, double[] cell, double[][] genes) {
    if (!(spec.loss() instanceof ValueLoss.Mse)) {
      throw unknown(spec.loss());
    }
    double[] predicted = new double[genes.length];
    for (int gene = 0; gene < genes.length; gene++) {
      double[] question =
          switch (spec.query()) {
            case GeneQuerySpec.DotProduct plain -> genes[gene];
            case GeneQuerySpec.InnerProduct inner ->
                linear(
                    "query.answer.0",
                    each(linear("query.query", genes[gene]), x -> 1 / (1 + Math.exp(-x))));
            default -> throw unknown(spec.query());
          };
      for (int i = 0; i < cell.length; i++) {
        predicted[gene] += question[i] * cell[i];
      }
    }
    return predicted;
  }

  private double[] unlessZero(WholeCell decoder, double[] cell) {
    double[] hidden = activated(decoder.activation(), linear("decoder.dense", cell));
    double[] scores = linear("decoder.out", normed("decoder.norm", hidden, decoder.epsilon()));
    double[] predicted = new double[scores.length / 2];
    Arrays.setAll(predicted, gene -> scores[2 * gene + 1] > 0 ? 0 : scores[2 * gene]);
    return predicted;
  }

  private double[] whole(WholeCellCounts spec, double[] cell, double total) {
    double[] scores = linear("decoder.out", states(spec.decoder(), cell));
    double[] logs = activated(spec.activation(), scores, spec.total());
    return switch (spec.loss()) {
      case CountLoss.NegativeBinomial counts -> ofCell(logs, total / spec.total());
      case CountLoss.ZeroInflatedNegativeBinomial counts -> ofCell(logs, total / spec.total());
      case CountLoss.Mse values -> logs;
      case CountLoss.SmoothL1 values -> logs;
      case CountLoss.PoissonLog values -> logs;
    };
  }

  private static double[] ofCell(double[] logs, double size) {
    return each(logs, log -> Math.exp(log) * size);
  }

  private double[] states(CellDecoderSpec decoder, double[] cell) {
    return switch (decoder) {
      case Linear plain -> cell;
      case ResidualMlp residual -> {
        double[] states = cell.clone();
        for (int n = 0; n < residual.layers(); n++) {
          String block = "decoder.layers." + n;
          double[] up = linear(block + ".up", normed(block + ".norm", states, residual.epsilon()));
          double[] down = linear(block + ".down", activated(residual.activation(), up));
          for (int i = 0; i < states.length; i++) {
            states[i] += down[i];
          }
        }
        yield states;
      }
      default -> throw unknown(decoder);
    };
  }

  /** Appendix A.3 of the paper of TxFM. */
  private double[] activated(CountActivation activation, double[] scores, double total) {
    double limit = Math.log1p(total);
    return switch (activation) {
      case CountActivation.Identity none -> scores;
      case CountActivation.Relu plain -> each(scores, x -> Math.max(x, 0));
      case CountActivation.ClampedRelu clamped ->
          each(scores, x -> Math.min(Math.max(x, 0), limit));
      case CountActivation.RectifiedTanh tanh -> {
        double scale = tanh.unitSlope() ? limit : 4 * Math.E;
        yield each(scores, x -> limit * Math.max(Math.tanh(x / scale), 0));
      }
      case CountActivation.Softmax softmax -> {
        if (!softmax.measured()) {
          throw unknown(softmax);
        }
        yield each(shares(scores), share -> Math.log1p(total * share));
      }
    };
  }

  private double[] counts(EvidenceLowerBound spec, double[] cell, double total) {
    DenseLayers.Form form = spec.decoder();
    boolean plain = form.layers() == 1 && form.norm() == DenseLayers.Norm.BATCH;
    if (!plain || spec.batchColumn().isPresent() || spec.library().toString().contains("Latent")) {
      throw unknown(spec);
    }
    double[] hidden = linear("decoder.layer.0", cell);
    double[] mean = weights("decoder.layer.0.norm.running-mean");
    double[] variance = weights("decoder.layer.0.norm.running-variance");
    double[] weight = weights("decoder.layer.0.norm.weight");
    double[] bias = weights("decoder.layer.0.norm.bias");
    for (int i = 0; i < hidden.length; i++) {
      double unit = (hidden[i] - mean[i]) / Math.sqrt(variance[i] + 1e-3);
      hidden[i] = Math.max(unit * weight[i] + bias[i], 0);
    }
    return each(shares(linear("scale", hidden)), share -> share * total);
  }

  /** A softmax over the genes that are known. */
  private double[] shares(double[] scores) {
    double most = known.stream().mapToDouble(id -> scores[id]).max().orElseThrow();
    double sum = known.stream().mapToDouble(id -> Math.exp(scores[id] - most)).sum();
    return each(scores, score -> Math.exp(score - most) / sum);
  }

  private static double[] activated(Activation activation, double[] numbers) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    return switch (activation) {
      case GELU -> each(numbers, x -> x * normal.cumulativeProbability(x));
      case RELU -> each(numbers, x -> Math.max(x, 0));
      default -> throw unknown(activation);
    };
  }

  private double[] normed(String name, double[] numbers, double epsilon) {
    double mean = Arrays.stream(numbers).average().orElseThrow();
    double variance =
        Arrays.stream(numbers).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    double[] weight = weights(name + ".weight");
    double[] bias = weights(name + ".bias");
    double[] normed = new double[numbers.length];
    Arrays.setAll(
        normed, i -> (numbers[i] - mean) / Math.sqrt(variance + epsilon) * weight[i] + bias[i]);
    return normed;
  }

  private double[] linear(String name, double[] input) {
    double[] weight = weights(name + ".weight");
    double[] output = new double[weight.length / input.length];
    double[] bias =
        Optional.ofNullable(weights.get(prefix + name + ".bias")).orElse(new double[output.length]);
    for (int row = 0; row < output.length; row++) {
      output[row] = bias[row];
      for (int i = 0; i < input.length; i++) {
        output[row] += weight[row * input.length + i] * input[i];
      }
    }
    return output;
  }

  private double[] weights(String name) {
    double[] found = weights.get(prefix + name);
    if (found == null) {
      throw new AssertionError("no weights " + prefix + name + " among " + weights.keySet());
    }
    return found;
  }

  private interface Function {
    double of(double number);
  }

  private static double[] each(double[] numbers, Function function) {
    return Arrays.stream(numbers).map(function::of).toArray();
  }

  private static double[] doubles(float[] numbers) {
    double[] doubles = new double[numbers.length];
    Arrays.setAll(doubles, i -> numbers[i]);
    return doubles;
  }
}
