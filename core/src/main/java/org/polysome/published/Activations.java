package org.polysome.published;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.polysome.fault.DataException;

/** The names that HuggingFace gives activations, and ours. */
final class Activations {

  private static final Map<String, String> OURS =
      Map.of(
          "relu", "relu",
          "gelu", "gelu",
          "gelu_new", "gelu-tanh",
          "gelu_pytorch_tanh", "gelu-tanh",
          "silu", "silu",
          "swish", "silu");

  private Activations() {}

  /**
   * Our name.
   *
   * @throws DataException if there is none
   */
  static String named(Path file, String theirs) {
    return Optional.ofNullable(OURS.get(theirs))
        .orElseThrow(
            () ->
                new DataException(
                    "%s: the activation '%s' is not one of %s"
                        .formatted(file, theirs, new TreeMap<>(OURS).keySet())));
  }
}
