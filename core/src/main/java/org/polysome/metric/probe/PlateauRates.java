package org.polysome.metric.probe;

/** Rates that fall where the loss does not. */
final class PlateauRates implements Schedule.Rates {

  /** A loss has fallen if it is below this share of the best. */
  private static final double FALLEN = 1 - 1e-4;

  private final Schedule.Plateau plateau;
  private double rate;
  private double best = Double.POSITIVE_INFINITY;
  private int without;

  PlateauRates(Schedule.Plateau plateau, double base) {
    this.plateau = plateau;
    this.rate = base;
  }

  @Override
  public double at(int step) {
    return rate;
  }

  @Override
  public void observe(double loss) {
    if (loss < best * FALLEN) {
      best = loss;
      without = 0;
    } else if (++without > plateau.patience()) {
      rate *= plateau.factor();
      without = 0;
    }
  }
}
