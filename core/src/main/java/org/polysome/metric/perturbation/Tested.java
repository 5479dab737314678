package org.polysome.metric.perturbation;

import org.polysome.metric.Measurement;

/**
 * A statistic of one perturbation, and how unusual it is.
 *
 * @param perturbation its code
 * @param statistic its value, or why it has none
 * @param p the share of the null that is as extreme, or why there is none
 */
public record Tested(int perturbation, Measurement statistic, Measurement p) {}
