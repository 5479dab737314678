package org.polysome;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.polysome.backbone.BmfmPerformerGolden;
import org.polysome.backbone.LongtailGolden;
import org.polysome.backbone.ModernBertGolden;
import org.polysome.backbone.NystromGolden;
import org.polysome.backbone.ScBertGolden;
import org.polysome.backbone.SelectiveScanGolden;
import org.polysome.encoder.value.AutoBinsGolden;
import org.polysome.encoder.value.BmfmValueEncodersGolden;
import org.polysome.encoder.value.EncodingsGolden;
import org.polysome.metric.perturbation.PerturbationMapGolden;
import org.polysome.metric.perturbation.prediction.GearsMetricsGolden;
import org.polysome.metric.probe.ProbesGolden;
import org.polysome.metric.reconstruction.ReconstructionGolden;
import org.polysome.model.ScFoundationGolden;
import org.polysome.nn.FavorGolden;
import org.polysome.objective.BmfmLossesGolden;
import org.polysome.objective.GeneformerGolden;
import org.polysome.objective.MaskedMeansGolden;
import org.polysome.objective.ScgptLossesGolden;
import org.polysome.objective.ScgptModelGolden;
import org.polysome.objective.ScviGolden;
import org.polysome.objective.TxfmLossesGolden;
import org.polysome.objective.TxfmModelGolden;
import org.polysome.objective.loss.CountGridGolden;
import org.polysome.prepare.EqualQuotasGolden;
import org.polysome.tokenizer.GeneformerRankGolden;
import org.polysome.tokenizer.LongTailGolden;
import org.polysome.tokenizer.ReadDepthGolden;
import org.polysome.tokenizer.ScBertPrepGolden;
import org.polysome.tokenizer.ScGptBinsGolden;

/** Which check answers for which family of golden cases: the longest prefix of the case's name. */
final class GoldenChecks {

  /** Families of the resources whose tasks are not built yet. */
  private static final Set<String> LATER =
      Set.of(
          "gears-loss",
          "gears-model",
          "geneformer-isp",
          "grn-attention",
          "perturbation-regression",
          "scgpt-perturb");

  private static final Map<String, GoldenCheck> CHECKS =
      Map.ofEntries(
          Map.entry("scgpt-embed", new ScgptModelGolden()),
          Map.entry("bmfm-equal-quotas", new EqualQuotasGolden()),
          Map.entry("bmfm-losses", new BmfmLossesGolden()),
          Map.entry("bmfm-nystromformer", new NystromGolden()),
          Map.entry("bmfm-performer", new BmfmPerformerGolden()),
          Map.entry("bmfm-rda", new ReadDepthGolden()),
          Map.entry("bmfm-value-encoders", new BmfmValueEncodersGolden()),
          Map.entry("encodings-001", both(new EncodingsGolden(), new MaskedMeansGolden())),
          Map.entry("gears-metrics", new GearsMetricsGolden()),
          Map.entry("geneformer-mlm", new GeneformerGolden()),
          Map.entry("geneformer-rank", new GeneformerRankGolden()),
          Map.entry("hf-modernbert", new ModernBertGolden()),
          Map.entry("hf-nystromformer", new NystromGolden()),
          Map.entry("longtail", new LongtailGolden()),
          Map.entry("lt-sampling", new LongTailGolden()),
          Map.entry(
              "probes",
              both(
                  new PerturbationMapGolden(),
                  both(new ReconstructionGolden(), new ProbesGolden()))),
          Map.entry("scbert", new ScBertGolden()),
          Map.entry("scbert-favor", new FavorGolden()),
          Map.entry("scbert-prep", new ScBertPrepGolden()),
          Map.entry("scfoundation-autobin", new AutoBinsGolden()),
          Map.entry("scfoundation-encoder", new ScFoundationGolden()),
          Map.entry("scfoundation-full", new ScFoundationGolden()),
          Map.entry("scgpt-bins", new ScGptBinsGolden()),
          Map.entry("scgpt-losses", new ScgptLossesGolden()),
          Map.entry("scvi-nb-grid", new CountGridGolden()),
          Map.entry("scvi-vae", new ScviGolden()),
          Map.entry("selective-scan", new SelectiveScanGolden()),
          Map.entry("txfm-losses", new TxfmLossesGolden()),
          Map.entry("txfm-model", new TxfmModelGolden()));

  private GoldenChecks() {}

  private static GoldenCheck both(GoldenCheck first, GoldenCheck second) {
    return golden -> {
      first.check(golden);
      second.check(golden);
    };
  }

  /** The check of a case, or nothing if its task is not built yet. */
  static Optional<GoldenCheck> of(String name) {
    return longest(CHECKS.keySet(), name).map(CHECKS::get);
  }

  /** Why a case without a check is skipped. */
  static String why(String name) {
    return longest(LATER, name).isPresent()
        ? "the task of '%s' is not built yet".formatted(name)
        : "nothing here answers for '%s' yet".formatted(name);
  }

  private static Optional<String> longest(Set<String> families, String name) {
    return families.stream().filter(name::startsWith).max(Comparator.comparingInt(String::length));
  }
}
