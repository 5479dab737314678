package org.polysome.backbone;

import java.util.Map;
import org.polysome.GoldenCase;

/** The backbones of the long-tail benchmark's code, and what it calls their parameters. */
enum LongtailStructure {
  TRANSFORMER(
      Map.of(
          "layers.N.attention.qkv", "layers.N.self_attn.in_proj",
          "layers.N.attention.out", "layers.N.self_attn.out_proj",
          "layers.N.attention-norm", "layers.N.norm1",
          "layers.N.up", "layers.N.linear1",
          "layers.N.down", "layers.N.linear2",
          "layers.N.feed-forward-norm", "layers.N.norm2")) {
    @Override
    BackboneSpec spec(GoldenCase golden) {
      return BackboneContract.read(
          "{type: transformer, norm: post, activation: relu, feed-forward-ratio: 1}");
    }

    @Override
    int heads(GoldenCase golden) {
      return golden.size("heads");
    }

    @Override
    boolean showsBlocks() {
      return true;
    }
  },
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
  },
  LINEAR_OURS(
      Map.of(
          "layers.N.channel", "layers.N.linear_channel",
          "layers.N.sequence", "layers.N.linear_seq",
          "layers.N.norm", "layers.N.bn")) {
    @Override
    BackboneSpec spec(GoldenCase golden) {
      return new MlpMixer(golden.size("seq"), true, 1e-5, true);
    }
  },
  CNN_BASE(Map.of("layers.N.convolution", "layers.N.conv", "layers.N.norm", "layers.N.bn")) {
    @Override
    BackboneSpec spec(GoldenCase golden) {
      return cnn(golden, ReadingOrder.GIVEN);
    }
  },
  CNN_OURS(Map.of("layers.N.convolution", "layers.N.conv", "layers.N.norm", "layers.N.bn")) {
    @Override
    BackboneSpec spec(GoldenCase golden) {
      return cnn(golden, ReadingOrder.GENE);
    }

    @Override
    Sequence reordered(Sequence sequence) {
      return ReadingOrder.GENE.of(sequence);
    }
  },
  MAMBA(
      Map.ofEntries(
          Map.entry("layers.N.mixer.in", "layers.N.mixer.in_proj"),
          Map.entry("layers.N.mixer.convolution", "layers.N.mixer.conv1d"),
          Map.entry("layers.N.mixer.select", "layers.N.mixer.x_proj"),
          Map.entry("layers.N.mixer.step", "layers.N.mixer.dt_proj"),
          Map.entry("layers.N.mixer.log-decay", "layers.N.mixer.A_log"),
          Map.entry("layers.N.mixer.skip", "layers.N.mixer.D"),
          Map.entry("layers.N.mixer.out", "layers.N.mixer.out_proj"),
          Map.entry("layers.N.norm", "layers.N.norm"),
          Map.entry("norm", "norm_f"))) {
    @Override
    BackboneSpec spec(GoldenCase golden) {
      return new Mamba(
          golden.size("d_state"), golden.size("d_conv"), golden.size("expand"), false, 1e-5);
    }
  };

  private final Map<String, String> layers;

  LongtailStructure(Map<String, String> layers) {
    this.layers = layers;
  }

  static LongtailStructure of(GoldenCase golden) {
    return valueOf(golden.hyper("structure").asString().toUpperCase(java.util.Locale.ROOT));
  }

  private static Cnn cnn(GoldenCase golden, ReadingOrder order) {
    int kernel = (int) golden.weight("encoder.layers.0.conv.weight").size(2);
    return new Cnn(kernel, order, 0, 1e-5, true);
  }

  /** Our backbone with the case's hyper-parameters. */
  abstract BackboneSpec spec(GoldenCase golden);

  /** Attention heads, 1 where there is no attention. */
  int heads(GoldenCase golden) {
    return 1;
  }

  /** Whether what the reference stores of each block is the state after one of ours. */
  boolean showsBlocks() {
    return false;
  }

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
        .replace("self_attn.in_proj.", "self_attn.in_proj_")
        .replace("running-mean", "running_mean")
        .replace("running-variance", "running_var");
  }
}
