package org.polysome.metric.probe;

import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.matrix.DenseMatrix;
import org.polysome.random.Permutation;
import org.polysome.random.Seeds;

/**
 * Trains a network in mini-batches. Everything that is drawn follows from the seed and a counter.
 *
 * @param network what is trained
 * @param plan how
 */
record Trainer(Perceptron network, TrainingPlan plan) {

  private static final long INITIAL = Seeds.of("initial weights");
  private static final long ORDER = Seeds.of("order of cells");
  private static final long DROPOUT = Seeds.of("dropout");

  /**
   * What is learnt from.
   *
   * @param points (cells, inputs), at least one cell
   * @param targets of the same cells
   */
  record Lesson(DenseMatrix points, Targets targets) {}

  /** Looks how good parameters are on validation cells. */
  @FunctionalInterface
  interface Judge {
    Mark mark(double[] parameters);
  }

  /**
   * A judgement.
   *
   * @param loss smaller is better; schedules and patience go by it
   * @param score larger is better; what is kept goes by it
   */
  record Mark(double loss, double score) {

    /** What any judgement is better than. */
    static final Mark WORST = new Mark(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);

    boolean isBetterThan(Mark other) {
      return score > other.score || (score == other.score && loss < other.loss);
    }
  }

  /**
   * A trained network.
   *
   * @param parameters the best, or the last where there was no judge
   * @param mark of these
   */
  record Fit(double[] parameters, Mark mark) {}

  /** The best of the trainings with each learning rate; without a judge, that of the first. */
  Fit search(Lesson lesson, Optional<Judge> judge, long seed) {
    Fit best = fit(lesson, judge, plan.rates().getFirst(), seed);
    for (int i = 1; i < plan.rates().size() && judge.isPresent(); i++) {
      Fit next = fit(lesson, judge, plan.rates().get(i), seed);
      best = next.mark.isBetterThan(best.mark) ? next : best;
    }
    return best;
  }

  /** Trains with one learning rate. */
  Fit fit(Lesson lesson, Optional<Judge> judge, double rate, long seed) {
    var course = new Course(lesson, rate, seed);
    var kept = new Kept();
    for (int epoch = 0; epoch < plan.epochs() && !kept.tired(); epoch++) {
      course.epoch(epoch);
      if (judge.isPresent() && (epoch + 1) % plan.stopping().every() == 0) {
        Mark mark = judge.get().mark(course.parameters);
        course.rates.observe(mark.loss);
        kept.offer(course.parameters, mark);
      }
    }
    return kept.fit.orElseGet(() -> new Fit(course.parameters, Mark.WORST));
  }

  /** One training on its way. */
  private final class Course {

    private final Lesson lesson;
    private final long seed;
    private final double[] parameters;
    private final double[] gradient;
    private final Adam.Moments moments;
    private final Schedule.Rates rates;
    private int step;

    Course(Lesson lesson, double rate, long seed) {
      this.lesson = lesson;
      this.seed = seed;
      parameters = network.initial(Seeds.of(seed, INITIAL));
      gradient = new double[parameters.length];
      moments = plan.optimizer().start(parameters.length);
      int perEpoch = Math.ceilDiv(lesson.points.rows(), plan.batch());
      rates = plan.schedule().start(rate, new Schedule.Steps(perEpoch, plan.epochs()));
    }

    void epoch(int epoch) {
      int cells = lesson.points.rows();
      var order = new Permutation(cells, Seeds.of(seed, ORDER, epoch));
      for (int from = 0; from < cells; from += plan.batch()) {
        int[] chosen =
            IntStream.range(from, Math.min(from + plan.batch(), cells))
                .map(place -> (int) order.at(place))
                .toArray();
        var batch =
            new Perceptron.Batch(
                lesson.points.select(chosen),
                chosen,
                lesson.targets,
                Seeds.of(seed, DROPOUT, step));
        network.lossAndGradient(parameters, batch, gradient);
        moments.step(parameters, gradient, rates.at(step));
        step++;
      }
    }
  }

  /** The best parameters so far. */
  private final class Kept {

    private Optional<Fit> fit = Optional.empty();
    private double lowest = Double.POSITIVE_INFINITY;
    private int without;

    void offer(double[] parameters, Mark mark) {
      if (mark.isBetterThan(fit.map(Fit::mark).orElse(Mark.WORST))) {
        fit = Optional.of(new Fit(parameters.clone(), mark));
      }
      without = mark.loss < lowest ? 0 : without + 1;
      lowest = Math.min(lowest, mark.loss);
    }

    boolean tired() {
      return without >= plan.stopping().patience();
    }
  }
}
