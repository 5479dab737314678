package org.polysome.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A configuration with every kind of component, for the tests of this package. */
record Sample(
    @Default("0") long seed,
    @Default("cpu") Device device,
    Data data,
    Model model,
    @Default("[masked-values]") List<Objective> objectives,
    @Default("{}") Train train,
    @Default("{}") Map<String, Double> weights) {

  enum Device {
    CPU,
    CUDA,
    APPLE_METAL
  }

  record Data(Path corpus, @Default("[]") List<String> columns, Optional<String> select) {}

  record Model(
      @Default("64") int width,
      int layers,
      @Default("{type: soft-bins, bins: 20}") Values values,
      Optional<Values> extra) {
    Model {
      Require.positive("width", width);
      if (width % 8 != 0) {
        throw new IllegalArgumentException("the width must be a multiple of 8");
      }
    }
  }

  sealed interface Values permits Mlp, Binned {}

  /** A sealed interface inside another. */
  sealed interface Binned extends Values permits SoftBins, HardBins {}

  record Mlp() implements Values {}

  record SoftBins(int bins, @Default("true") boolean learned) implements Binned {
    SoftBins {
      Require.atLeast("bins", bins, 2);
    }
  }

  @Was("categories")
  record HardBins(@Default("10") @Was({"count", "n"}) int bins) implements Binned {}

  sealed interface Objective permits MaskedValues, Wced {}

  record MaskedValues(@Default("0.15") double share, @Default("1.0") double weight)
      implements Objective {
    MaskedValues {
      Require.between("share", share, 0, 1);
    }
  }

  record Wced(@Default("1.0") double weight, @Default(".inf") double limit) implements Objective {}

  record Train(
      @Default("64") int batchSize,
      @Default("1e-4") double learningRate,
      @Default("false") boolean shuffle,
      Optional<Integer> maxSteps) {
    Train {
      if (batchSize < 1) {
        throw new IllegalArgumentException("batchSize must be at least 1");
      }
    }
  }
}
