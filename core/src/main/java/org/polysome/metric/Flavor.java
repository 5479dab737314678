package org.polysome.metric;

/**
 * Whose definition of a metric is followed, and of which version: definitions of one name differ
 * between projects, so that their numbers must not be compared.
 */
public enum Flavor {
  /** scikit-learn. */
  SKLEARN("scikit-learn-1.9"),
  /** scib, what the scIB paper's code became. */
  SCIB("scib-1.2"),
  /** scib to 1.1.5, where its clusters are others: the code of the scIB and scGPT papers. */
  SCIB_1_1("scib-1.1"),
  /** scib-metrics. */
  SCIB_METRICS("scib-metrics-0.6"),
  /** harmonypy and the R package lisi. */
  HARMONY("harmony"),
  /** The R package scIntegrationMetrics. */
  SC_INTEGRATION_METRICS("sc-integration-metrics-1.2"),
  /** EFAAR_benchmarking of Recursion. */
  EFAAR("efaar-0.1"),
  /** Tx-Evaluation (Bendidi et al. 2024). */
  TX_EVALUATION("tx-evaluation"),
  /** The definitions in the text of TxFM. */
  TXFM("txfm"),
  /** scGPT's code. */
  SCGPT("scgpt"),
  /** GEARS's code. */
  GEARS("gears"),
  /** Arc Institute's cell-eval. */
  CELL_EVAL("cell-eval-0.8"),
  /** Ours, where no project has one. */
  POLYSOME("polysome");

  private final String text;

  Flavor(String text) {
    this.text = text;
  }

  /** Its name in a file of results. */
  public String text() {
    return text;
  }
}
