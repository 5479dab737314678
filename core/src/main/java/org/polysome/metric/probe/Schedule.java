package org.polysome.metric.probe;

/** How the learning rate goes through a training. */
public sealed interface Schedule {

  /** The rates of one training, from a base rate. */
  Rates start(double base, Steps steps);

  /** For the record of a result. */
  String text();

  /**
   * How long a training is.
   *
   * @param perEpoch steps of each epoch
   * @param epochs at most
   */
  record Steps(int perEpoch, int epochs) {}

  /** The rates of a training that goes on. */
  interface Rates {
    /** The rate of a step, from 0. */
    double at(int step);

    /** Says what the loss on validation cells was after an epoch. */
    default void observe(double loss) {}
  }

  /** Always the base rate. */
  record Constant() implements Schedule {
    @Override
    public Rates start(double base, Steps steps) {
      return step -> base;
    }

    @Override
    public String text() {
      return "constant";
    }
  }

  /**
   * Lowers the rate when the loss has not fallen by one part in ten thousand for some epochs, as
   * PyTorch's {@code ReduceLROnPlateau} does.
   *
   * @param factor what the rate is multiplied by
   * @param patience how many epochs in a row without a fall are borne
   */
  record Plateau(double factor, int patience) implements Schedule {
    @Override
    public Rates start(double base, Steps steps) {
      return new PlateauRates(this, base);
    }

    @Override
    public String text() {
      return "plateau-%s-after-%d".formatted(factor, patience);
    }
  }

  /**
   * A straight rise from a start to the base rate, then half a cosine down to zero, step by step:
   * the closed form of {@code LinearWarmupCosineAnnealingLR} of Lightning Bolts.
   *
   * @param epochs of the rise
   * @param start the first rate
   */
  record WarmupCosine(double epochs, double start) implements Schedule {
    @Override
    public Rates start(double base, Steps steps) {
      double rise = epochs * steps.perEpoch;
      double fall = Math.max(1, (double) steps.epochs * steps.perEpoch - rise);
      return step ->
          step < rise
              ? start + step * (base - start) / Math.max(1, rise - 1)
              : base * (1 + Math.cos(Math.PI * (step - rise) / fall)) / 2;
    }

    @Override
    public String text() {
      return "warmup-cosine";
    }
  }
}
