package org.polysome.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.polysome.config.Names;
import org.polysome.model.FittedModel;
import org.polysome.model.Hvg;
import org.polysome.model.Pca;
import org.polysome.model.RidgePca;
import org.polysome.objective.CellToGeneValues;
import org.polysome.objective.ClassLoss;
import org.polysome.objective.Contrastive;
import org.polysome.objective.CountLoss;
import org.polysome.objective.ElasticCellSimilarity;
import org.polysome.objective.EvidenceLowerBound;
import org.polysome.objective.Label;
import org.polysome.objective.MaskedGenes;
import org.polysome.objective.MaskedValues;
import org.polysome.objective.ObjectiveSpec;
import org.polysome.objective.ValueBins;
import org.polysome.objective.ValueHead.Unit;
import org.polysome.objective.ValueLoss;
import org.polysome.objective.Wced;
import org.polysome.objective.WholeCellCounts;
import org.polysome.train.Plan;

/** What a plan predicts by its specs alone. A new objective does not compile until it is here. */
final class Predictions {

  private Predictions() {}

  /** What each objective predicts that predicts expression, or the fitted model. */
  static SequencedMap<String, Unit> units(Plan plan) {
    SequencedMap<String, Unit> units = new LinkedHashMap<>();
    if (plan.model() instanceof FittedModel model) {
      if (goesBack(model)) {
        units.put(Names.kebab(model.getClass().getSimpleName()), Unit.VALUE);
      }
      return units;
    }
    for (ObjectiveSpec objective : plan.objectives()) {
      unit(objective).ifPresent(unit -> units.put(objective.name(), unit));
    }
    return units;
  }

  private static boolean goesBack(FittedModel model) {
    return switch (model) {
      case Pca pca -> true;
      case RidgePca ridge -> true;
      case Hvg genes -> false;
    };
  }

  private static Optional<Unit> unit(ObjectiveSpec objective) {
    return switch (objective) {
      case MaskedValues masked -> Optional.of(unit(masked.loss()));
      case CellToGeneValues asked -> Optional.of(unit(asked.loss()));
      case Wced whole -> Optional.of(Unit.VALUE);
      case WholeCellCounts whole -> Optional.of(unit(whole.loss()));
      case EvidenceLowerBound bound -> Optional.of(Unit.COUNT);
      case MaskedGenes other -> Optional.empty();
      case Label other -> Optional.empty();
      case ElasticCellSimilarity other -> Optional.empty();
      case Contrastive other -> Optional.empty();
    };
  }

  private static Unit unit(ValueLoss loss) {
    return switch (loss) {
      case ValueLoss.NegativeBinomial counts -> Unit.COUNT;
      case ClassLoss classes
          when classes.classes().orElseThrow() instanceof ValueBins.CellQuantiles ->
          Unit.BIN;
      case ClassLoss classes -> Unit.VALUE;
      case ValueLoss.Mse number -> Unit.VALUE;
      case ValueLoss.Mae number -> Unit.VALUE;
      case ValueLoss.SmoothL1 number -> Unit.VALUE;
      case ValueLoss.PoissonLog number -> Unit.VALUE;
      case ValueLoss.ZeroInflated number -> Unit.VALUE;
    };
  }

  private static Unit unit(CountLoss loss) {
    return switch (loss) {
      case CountLoss.NegativeBinomial counts -> Unit.COUNT;
      case CountLoss.ZeroInflatedNegativeBinomial counts -> Unit.COUNT;
      case CountLoss.PoissonLog number -> Unit.VALUE;
      case CountLoss.Mse number -> Unit.VALUE;
      case CountLoss.SmoothL1 number -> Unit.VALUE;
    };
  }

  /** The kinds of decoders of a plan, those of objectives that predict nothing included. */
  static List<String> kinds(Plan plan) {
    List<String> kinds = new ArrayList<>();
    String model = plan.model().getClass().getSimpleName();
    if (plan.model() instanceof FittedModel) {
      kinds.add(model);
    }
    for (ObjectiveSpec objective : plan.objectives()) {
      List<Object> parts =
          switch (objective) {
            case MaskedValues one -> List.of(one.loss(), one.decoder());
            case CellToGeneValues one -> List.of(one.loss(), one.query());
            case Wced one -> List.of(one.decoder());
            case WholeCellCounts one -> List.of(unit(one.loss()), one.decoder(), one.activation());
            case EvidenceLowerBound one -> List.of(one.likelihood());
            default -> List.of();
          };
      for (Object part : parts) {
        kinds.add(objective.name() + " " + name(part));
      }
      if (objective instanceof MaskedValues) {
        kinds.add("masked-values " + model);
      }
      if (parts.isEmpty() && plan.objectives().size() == 1) {
        kinds.add(objective.name());
      }
    }
    return kinds;
  }

  private static String name(Object part) {
    return part.toString().replaceAll("\\[.*", "");
  }
}
