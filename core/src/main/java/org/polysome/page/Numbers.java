package org.polysome.page;

import java.util.Locale;

/** Numbers as a person reads them, the same in every locale. */
public final class Numbers {

  private Numbers() {}

  /** A whole number in groups of three digits. */
  public static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A score with three digits behind the point. */
  public static String score(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** A number with up to four digits that count, for ticks and losses. */
  public static String significant(double value) {
    double size = Math.abs(value);
    if (value == Math.rint(value) && size < 1e6) {
      return grouped((long) value);
    }
    if (size >= 1e6 || size < 1e-3) {
      String text = String.format(Locale.ROOT, "%.3e", value);
      return text.replaceFirst("\\.?0*e", "e").replaceFirst("e([+-])0?", "e$1").replace("e+", "e");
    }
    int digits = Math.max(0, 3 - (int) Math.floor(Math.log10(size)));
    String text = String.format(Locale.ROOT, "%,." + digits + "f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }

  /** A size in bytes, in the unit that suits it. */
  public static String bytes(long bytes) {
    String[] units = {"bytes", "kB", "MB", "GB", "TB"};
    double value = bytes;
    int unit = 0;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return (unit == 0 ? grouped(bytes) : String.format(Locale.ROOT, "%.1f", value))
        + " "
        + units[unit];
  }

  /** A time in seconds, minutes or hours. */
  public static String duration(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%d min %d s".formatted(seconds / 60, seconds % 60)
        : "%d h %d min".formatted(seconds / 3600, seconds % 3600 / 60);
  }

  /** A place in a drawing: two digits behind the point at the most. */
  static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
  }
}
