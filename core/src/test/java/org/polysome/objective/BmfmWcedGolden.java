package org.polysome.objective;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polysome.GoldenCase;
import org.polysome.Tolerance;
import org.polysome.decoder.WholeCell;
import org.polysome.model.ModelBatch;
import org.polysome.nn.Activation;
import org.polysome.tensor.Device;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.MeasuredGenes;
import org.polysome.tokenizer.TokenBatch;

/** Whole-cell decoding of BMFM-RNA: labels, terms, weighted sums, gradients, predictions. */
final class BmfmWcedGolden {

  private static final Tolerance TOLERANCE = Tolerance.absolute(1e-5);
  private static final Pattern RECIPE = Pattern.compile("out\\.wced\\.([^.]+.*?)\\.loss");
  private static final Pattern WEIGHTED =
      Pattern.compile("recipe_(\\w+?)_weight_([0-9.]+)_([0-9.]+)_rest_0");

  private final GoldenCase golden;
  private final int vocabulary;
  private final TokenBatch batch;
  private final MeasuredGenes measured;

  BmfmWcedGolden(GoldenCase golden) {
    this.golden = golden;
    vocabulary = (int) golden.tensor("in.wced_logits").size(2);
    List<Map<Integer, Float>> rows = rows(golden);
    batch = GoldenBatches.whole(rows, inputs(golden), vocabulary);
    measured = GoldenBatches.measured(rows, vocabulary);
  }

  private static List<Map<Integer, Float>> rows(GoldenCase golden) {
    long[] genes = golden.tensor("in.wced_gene_ids").toLongs();
    float[] values = golden.tensor("in.wced_gene_values").toFloats();
    long[] lengths = golden.tensor("in.wced_n_genes").toLongs();
    int stride = genes.length / lengths.length;
    List<Map<Integer, Float>> rows = new ArrayList<>();
    for (int cell = 0; cell < lengths.length; cell++) {
      Map<Integer, Float> row = new HashMap<>();
      for (int i = cell * stride; i < cell * stride + lengths[cell]; i++) {
        row.put((int) genes[i], values[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static int[][] inputs(GoldenCase golden) {
    Tensor ids = golden.tensor("in.wced_input_ids");
    int[][] inputs = new int[(int) ids.size(0)][];
    Arrays.setAll(inputs, cell -> ids.select(0, cell).toInts());
    return inputs;
  }

  void check() {
    labels();
    for (String name : List.copyOf(golden.names())) {
      Matcher recipe = RECIPE.matcher(name);
      if (recipe.matches()) {
        recipe(recipe.group(1));
      }
    }
  }

  private void labels() {
    Tensor values = ModelBatch.of(batch, Device.CPU).requireWhole().values();
    Tensor input = new WholeTargets(batch, vocabulary).input(values.device());
    try (Heads heads = new Heads()) {
      Tensor known = new MeasuredTable(heads.context(4, measured, Map.of())).of(batch, values);
      for (GeneSet set : GeneSet.values()) {
        Tensor absent = set.mask(known, input).equalTo(0);
        golden.check(
            values.maskedFill(absent, GoldenBatches.IGNORED),
            "out.wced_labels." + reference(set),
            TOLERANCE);
      }
    }
  }

  private Tensor values() {
    return golden.floats("in.wced_logits");
  }

  private void recipe(String recipe) {
    Wced spec = spec(recipe);
    String prefix = "out.wced." + recipe + ".";
    try (Heads heads = new Heads()) {
      WcedObjective objective = new WcedObjective(spec, heads.context(4, measured, Map.of()));
      Tensor leaf = values().copy().requiresGradient(true);
      Tensor scores = leaf.select(1, 0);
      List<Tensor> sums = objective.sums(scores, ModelBatch.of(batch, Device.CPU));
      long[] counts = objective.counts(batch);
      Tensor total = Tensors.full(0, leaf.type(), leaf.device());
      for (int i = 0; i < sums.size(); i++) {
        Term term = objective.terms().get(i);
        Tensor mean = sums.get(i).divide(counts[i]);
        String[] parts = term.name().split("\\.");
        String loss = parts[2].equals("mse") ? "mse" : "is_zero_bce";
        String group = "expressions_" + parts[1].replace('-', '_') + "_genes";
        golden.check(mean, prefix + group + "_" + loss + "_loss", TOLERANCE);
        golden.check(WcedObjective.values(scores), prefix + "prediction." + group, TOLERANCE);
        total = term.weight() > 0 ? total.add(mean, term.weight()) : total;
      }
      total.backward();
      golden.check(total, prefix + "loss", TOLERANCE);
      golden.check(leaf.gradient().orElseThrow(), prefix + "grad_logits", TOLERANCE);
    }
  }

  private static Wced spec(String recipe) {
    Matcher weighted = WEIGHTED.matcher(recipe);
    boolean named = weighted.matches();
    List<GeneSet> genes =
        Arrays.stream(
                (named ? weighted.group(1) : recipe.substring("recipe_".length())).split("_plus_"))
            .map(set -> GeneSet.valueOf(set.toUpperCase(Locale.ROOT)))
            .toList();
    List<GeneSet> rest =
        named
            ? Arrays.stream(GeneSet.values()).filter(set -> !genes.contains(set)).toList()
            : List.of();
    return new Wced(
        genes,
        rest,
        named ? Double.parseDouble(weighted.group(2)) : 1,
        named ? Double.parseDouble(weighted.group(3)) : 1,
        true,
        new WholeCell(Activation.GELU, 1e-5),
        1);
  }

  private static String reference(GeneSet set) {
    return set.name().toLowerCase(Locale.ROOT);
  }
}
