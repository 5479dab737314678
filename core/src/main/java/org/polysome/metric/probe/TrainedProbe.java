package org.polysome.metric.probe;

import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.ConfusionMatrix;
import org.polysome.metric.Definition;
import org.polysome.metric.LabelledPoints;
import org.polysome.metric.StandardScaler;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * A linear model or a multi-layer perceptron with softmax outputs, trained by Adam or AdamW.
 * Weights and learning rate are chosen on validation cells by the sum of accuracy and macro F1,
 * where the training says so; on test cells, as code that does so, by the accuracy alone, of equal
 * ones the first.
 *
 * @param name {@code linear} or {@code mlp}
 * @param training of which form it is and how it learns
 */
public record TrainedProbe(String name, ProbeTraining training) implements Probe {

  private static final long VALIDATION = Seeds.of("validation cells");

  @Override
  public Definition flavor() {
    return new Definition(training.text());
  }

  @Override
  public Prediction predict(ProbeTask task) {
    KnownClasses known = KnownClasses.of(task.train());
    Parts parts = parts(known, task);
    StandardScaler scaler = training.scaler(parts.learnt.points());
    int inputs = task.test().columns();
    var network = new Perceptron(training.widths(inputs, known.count()), training.dropout());
    var lesson = new Trainer.Lesson(scaler.scale(parts.learnt.points()), targets(parts.learnt));
    Optional<Trainer.Judge> judge =
        parts.validation.map(cells -> judge(network, scaler.scale(cells.points()), cells));
    Trainer.Fit fit = new Trainer(network, training.plan()).search(lesson, judge, task.seed());
    return known.answer(network.outputs(fit.parameters(), scaler.scale(task.test())));
  }

  private static ClassTargets targets(LabelledPoints cells) {
    return new ClassTargets(cells.labels(), cells.classes());
  }

  private Trainer.Judge judge(Perceptron network, DenseMatrix scaled, LabelledPoints cells) {
    int[] all = IntStream.range(0, cells.labels().length).toArray();
    return parameters -> {
      DenseMatrix scores = network.outputs(parameters, scaled);
      int[] answers = IntStream.of(all).map(cell -> KnownClasses.largest(scores, cell)).toArray();
      var matrix = ConfusionMatrix.of(cells.labels(), answers, cells.classes());
      if (training.validation() == ProbeTraining.Validation.TEST) {
        return new Trainer.Mark(0, matrix.accuracy());
      }
      double loss = targets(cells).lossAndSlope(scores.transposed(), all);
      return new Trainer.Mark(loss, matrix.accuracy() + matrix.macroF1());
    };
  }

  /** What the weights are fitted to, and what chooses between them. */
  private record Parts(LabelledPoints learnt, Optional<LabelledPoints> validation) {}

  private Parts parts(KnownClasses known, ProbeTask task) {
    LabelledPoints train = known.numbered(task.train());
    if (training.validation() == ProbeTraining.Validation.NONE) {
      return new Parts(train, Optional.empty());
    }
    if (training.validation() == ProbeTraining.Validation.TEST && task.validation().isEmpty()) {
      throw new IllegalArgumentException(
          name + " is selected on the test cells, which must be given as validation cells");
    }
    if (task.validation().isPresent()) {
      LabelledPoints given = known.numbered(task.validation().get());
      return new Parts(train, Optional.of(given).filter(cells -> cells.labels().length > 0));
    }
    int cells = train.labels().length;
    int held = (int) Math.round(ProbeTraining.VALIDATION_SHARE * cells);
    if (held == 0) {
      return new Parts(train, Optional.empty());
    }
    var order = new Permutation(cells, Seeds.of(task.seed(), VALIDATION));
    int[] places = IntStream.range(0, cells).map(place -> (int) order.at(place)).toArray();
    Stream<IntStream> sides =
        Stream.of(IntStream.of(places).skip(held), IntStream.of(places).limit(held));
    var parts = sides.map(side -> train.select(side.sorted().toArray())).toList();
    return new Parts(parts.getFirst(), Optional.of(parts.getLast()));
  }
}
