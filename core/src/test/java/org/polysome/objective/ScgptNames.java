package org.polysome.objective;

import java.util.LinkedHashMap;
import java.util.Map;

/** Our parameter names and scGPT's. */
final class ScgptNames {

  private ScgptNames() {}

  /**
   * Of a decoder of linear layers, each with an activation and a norm, and one more linear layer.
   */
  static Map<String, String> normed(int hidden) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int n = 0; n < hidden; n++) {
      pair(names, "hidden." + n, "_decoder." + 3 * n);
      pair(names, "hidden." + n + ".norm", "_decoder." + (3 * n + 2));
    }
    pair(names, "out", "out_layer");
    return names;
  }

  /** Of one of the two stacks that predict values: linear layers with activations between them. */
  static Map<String, String> stack(String ours, String theirs) {
    Map<String, String> names = new LinkedHashMap<>();
    pair(names, ours + "hidden.0", theirs + ".0");
    pair(names, ours + "hidden.1", theirs + ".2");
    pair(names, ours + "out", theirs + ".4");
    return names;
  }

  static void pair(Map<String, String> names, String ours, String theirs) {
    names.put(ours + ".weight", theirs + ".weight");
    names.put(ours + ".bias", theirs + ".bias");
  }
}
