package org.polysome.backbone;

import java.util.Map;
import org.polysome.GoldenCase;

/** The backbones of paper 000's code, and what it calls their parameters. */
enum LongtailStructure {
  LINEAR_BASE(
      Map.of(
          "layers.N.up",
          "ffns.N.fc1",
          "layers.N.down",
          "ffns.N.fc2",
          "layers.N.norm",
          "layer_norms.N")) {
    @Override
    BackboneSpec spec(GoldenCase golden) {
      return new Mlp(1e-5);
    }
  };

  private final Map<String, String> layers;

  LongtailStructure(Map<String, String> layers) {
    this.layers = layers;
  }

  static LongtailStructure of(GoldenCase golden) {
    return valueOf(golden.hyper("structure").asString().toUpperCase(java.util.Locale.ROOT));
  }

  /** Our backbone with the case's hyper-parameters. */
  abstract BackboneSpec spec(GoldenCase golden);

  /** The tokens in the order in which the first layer sees them. */
  Sequence reordered(Sequence sequence) {
    return sequence;
  }

  /** The reference's name of a parameter of ours. */
  String theirs(String ours) {
    String layer = ours.replaceAll("^layers\\.(\\d+)\\..*", "$1");
    String plain = ours.replaceFirst("^layers\\.\\d+\\.", "layers.N.");
    return layers.entrySet().stream()
        .filter(entry -> plain.startsWith(entry.getKey() + ".") || plain.equals(entry.getKey()))
        .findFirst()
        .map(entry -> entry.getValue() + plain.substring(entry.getKey().length()))
        .orElseThrow(() -> new IllegalArgumentException("no name for " + ours))
        .replace(".N", "." + layer)
        .replace("running-mean", "running_mean")
        .replace("running-variance", "running_var");
  }
}
