package org.polysome.train.log;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One line of {@code metrics.jsonl}: what the losses were at a step. It holds no time and no speed,
 * so that two runs of one plan write the same bytes.
 *
 * @param step steps done
 * @param epoch passes over the training cells so far, with a fraction
 * @param split {@link #TRAIN} (mean over the steps since the last such line) or {@link #VALIDATION}
 * @param loss the weighted sum of the terms
 * @param terms each loss term by name, before its weight
 * @param learningRate the rate of the last step; absent for validation
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Metrics(
    long step,
    double epoch,
    String split,
    double loss,
    Map<String, Double> terms,
    OptionalDouble learningRate) {

  /** The split of lines about training. */
  public static final String TRAIN = "train";

  /** The split of lines about held-out cells. */
  public static final String VALIDATION = "validation";

  /** Copies the terms, keeping their order. */
  public Metrics {
    terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
  }
}
