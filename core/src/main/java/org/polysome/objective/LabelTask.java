package org.polysome.objective;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.fault.UsageException;
import org.polysome.objective.loss.Entropies;
import org.polysome.objective.loss.Errors;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Functions;
import org.polysome.tensor.Tensor;

/** What the labels of a column are, and how far scores are from them. */
public sealed interface LabelTask {

  /** What the term is called. */
  String term();

  /**
   * The classes behind the labels of a corpus.
   *
   * @param categories labels as the corpus has them
   * @param missing labels that count as none
   */
  default LabelDictionary dictionary(List<String> categories, List<String> missing) {
    LabelDictionary labels = LabelDictionary.of(categories, missing);
    if (labels.classes().isEmpty()) {
      throw new UsageException("there is no label to learn in a column that an objective reads");
    }
    return labels;
  }

  /** How many scores a cell gets. */
  default int outputs(LabelDictionary labels) {
    return labels.classes().size();
  }

  /**
   * The loss of each cell.
   *
   * @param scores (cells, outputs)
   * @return (cells)
   */
  Tensor elements(Tensor scores, LabelTargets targets);

  /**
   * One class per cell, by the cross entropy of a softmax.
   *
   * @param smoothing share of the truth that is spread over all classes
   */
  record CrossEntropy(@Default("0") double smoothing) implements LabelTask {
    /** Checks the share. */
    public CrossEntropy {
      Require.that(
          smoothing >= 0 && smoothing < 1, "smoothing", "must be from 0 to below 1", smoothing);
    }

    @Override
    public String term() {
      return "cross-entropy";
    }

    @Override
    public Tensor elements(Tensor scores, LabelTargets targets) {
      return Entropies.cross(scores, targets.classes(scores.device()), smoothing);
    }
  }

  /**
   * One class per cell, by the focal loss: what is right already weighs little (arXiv 1708.02002).
   *
   * @param gamma exponent of the share that is missing to certainty; 0 is the cross entropy
   * @param asPublished whether a probability gets the epsilon of its number format added inside the
   *     logarithm, as in the code that BMFM-RNA ran
   */
  record Focal(@Default("2") double gamma, @Default("false") boolean asPublished)
      implements LabelTask {
    /** Checks the exponent. */
    public Focal {
      Weights.check("gamma", gamma);
    }

    @Override
    public String term() {
      return "focal";
    }

    @Override
    public Tensor elements(Tensor scores, LabelTargets targets) {
      return Entropies.focal(scores, targets.classes(scores.device()), gamma, asPublished);
    }
  }

  /**
   * Any number of classes per cell, each by itself: the mean binary cross entropy over the classes.
   *
   * @param separator between the classes in a label's text
   */
  record MultiLabel(@Default("|") String separator) implements LabelTask {
    /** Checks the separator. */
    public MultiLabel {
      Require.that(!separator.isEmpty(), "separator", "must not be empty", separator);
    }

    @Override
    public String term() {
      return "binary-cross-entropy";
    }

    @Override
    public LabelDictionary dictionary(List<String> categories, List<String> missing) {
      return LabelClasses.split(categories, missing, separator);
    }

    @Override
    public Tensor elements(Tensor scores, LabelTargets targets) {
      Tensor truth = targets.all(scores.type(), scores.device());
      return Functions.binaryCrossEntropy(scores, truth).mean(1);
    }
  }

  /**
   * A class of a hierarchy, such as a cell type of an ontology: scores are those of the leaves, and
   * a label that is no leaf stands for the leaves below it.
   *
   * @param parents a tab-separated file with a term and its parent in each line
   */
  record Hierarchical(Path parents) implements LabelTask {
    @Override
    public String term() {
      return "hierarchical-cross-entropy";
    }

    @Override
    public LabelDictionary dictionary(List<String> categories, List<String> missing) {
      return LabelClasses.leaves(categories, missing, parents);
    }

    @Override
    public Tensor elements(Tensor scores, LabelTargets targets) {
      return Entropies.hierarchical(scores, targets.all(scores.type(), scores.device()));
    }
  }

  /**
   * A number.
   *
   * @param error how far a prediction is from it
   */
  record Regression(@Default("squared") Error error) implements LabelTask {

    /** Ways to measure how far numbers are apart. */
    public enum Error {
      /** The squared difference. */
      SQUARED,
      /** The absolute difference. */
      ABSOLUTE,
      /** Squared where small, absolute where large (Huber, with a border at 1). */
      SMOOTH
    }

    @Override
    public String term() {
      return error.name().toLowerCase(Locale.ROOT) + "-error";
    }

    @Override
    public LabelDictionary dictionary(List<String> categories, List<String> missing) {
      return LabelClasses.numbers(categories, missing);
    }

    @Override
    public Tensor elements(Tensor scores, LabelTargets targets) {
      ElementType type = scores.type();
      Tensor difference = scores.select(1, 0).subtract(targets.numbers(type, scores.device()));
      return switch (error) {
        case SQUARED -> difference.square();
        case ABSOLUTE -> difference.abs();
        case SMOOTH -> Errors.smooth(difference, 1);
      };
    }
  }
}
