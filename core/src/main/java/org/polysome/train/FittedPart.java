package org.polysome.train;

import java.util.Locale;

/**
 * What became of one thing that is fitted to the training cells, in a run that starts from another.
 *
 * @param part what was fitted, such as {@code medians}
 * @param carried how many entries are those of the other run
 * @param anew how many were fitted on the new training cells
 * @param remark what that means, in words
 */
record FittedPart(String part, long carried, long anew, String remark) {

  /** All of it carried over. */
  static FittedPart carried(String part, long count, String from) {
    return new FittedPart(part, count, 0, "carried over from " + from);
  }

  /** None of it carried over. */
  static FittedPart anew(String part, long count, String why) {
    return new FittedPart(part, 0, count, "fitted anew on the training cells: " + why);
  }

  /** Some of it carried over, the rest fitted anew. */
  static FittedPart mixed(String part, long carried, long anew, String from) {
    return new FittedPart(
        part,
        carried,
        anew,
        String.format(
            Locale.ROOT,
            "%,d carried over from %s, %,d that it does not have fitted anew on the training cells",
            carried,
            from,
            anew));
  }

  /** What is said of it. */
  String line() {
    return part + ": " + remark;
  }
}
