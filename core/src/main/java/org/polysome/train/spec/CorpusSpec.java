package org.polysome.train.spec;

import java.nio.file.Path;
import org.polysome.config.Bare;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;

/**
 * A corpus among those that are trained on. In YAML a bare text is its folder.
 *
 * @param path its folder
 * @param weight how often each of its training cells comes in an epoch: so many whole times, and
 *     once more with the rest as its probability, drawn anew for each epoch
 */
public record CorpusSpec(@Bare Path path, @Default("1") double weight) {

  /** Checks the weight. */
  public CorpusSpec {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new UsageException("weight: " + weight + " is not a number above 0");
    }
  }

  CorpusSpec absolute() {
    return new CorpusSpec(path.toAbsolutePath(), weight);
  }
}
