package org.polysome.objective.loss;

import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Tensor;

/**
 * Likelihoods and their derivatives on a grid with zeros and large counts, against the reference's
 * double run. Its float32 run ({@code out.f32.*}) is off by what cancels there, up to 0.06; {@link
 * CountLikelihoodTest} holds ours in float32 to the double one.
 */
public final class CountGridGolden implements GoldenCheck {

  private static final double EPSILON = 1e-8;
  private static final Tolerance TOLERANCE = Tolerance.absolute(1e-6).andRelative(1e-5);

  @Override
  public void check(GoldenCase golden) {
    Tensor x = golden.tensor("in.x").to(ElementType.FLOAT64);
    Tensor mu = leaf(golden, "in.mu");
    Tensor theta = leaf(golden, "in.theta");
    Tensor pi = leaf(golden, "in.pi");

    Tensor negativeBinomial = CountLikelihood.negativeBinomial(x, mu, theta, EPSILON);
    golden.check(negativeBinomial, "out.f64.nb", TOLERANCE);
    negativeBinomial.sum().backward();
    checkGradient(golden, mu, "out.f64.nb_dmu");
    checkGradient(golden, theta, "out.f64.nb_dtheta");

    Tensor inflated =
        CountLikelihood.zeroInflated(
            x, CountLikelihood.negativeBinomial(x, mu, theta, EPSILON), pi);
    golden.check(inflated, "out.f64.zinb", TOLERANCE);
    inflated.sum().backward();
    checkGradient(golden, mu, "out.f64.zinb_dmu");
    checkGradient(golden, theta, "out.f64.zinb_dtheta");
    checkGradient(golden, pi, "out.f64.zinb_dpi");

    Tensor poisson = CountLikelihood.poisson(x, mu);
    golden.check(poisson, "out.f64.poisson", TOLERANCE);
    poisson.sum().backward();
    checkGradient(golden, mu, "out.f64.poisson_dmu");
  }

  private static Tensor leaf(GoldenCase golden, String name) {
    return golden.tensor(name).to(ElementType.FLOAT64).requiresGradient(true);
  }

  private static void checkGradient(GoldenCase golden, Tensor leaf, String name) {
    golden.check(leaf.gradient().orElseThrow(), name, TOLERANCE);
    leaf.clearGradient();
  }
}
