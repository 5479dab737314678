package org.polysome.config;

/**
 * The way to a value from the root, such as {@code train.batch-size} or {@code objectives.0.weight}
 * (list positions count from 0), written as on the command line.
 */
record KeyPath(String text) {

  static final KeyPath ROOT = new KeyPath("");

  KeyPath child(String key) {
    return new KeyPath(isRoot() ? key : text + "." + key);
  }

  KeyPath child(int position) {
    return child(Integer.toString(position));
  }

  boolean isRoot() {
    return text.isEmpty();
  }

  @Override
  public String toString() {
    return text;
  }
}
