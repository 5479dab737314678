package org.polysome.progress;

import java.util.Locale;

/**
 * How far a piece of work is, as text in plain ASCII: share, count, rate and time left.
 *
 * @param title what is done
 * @param unit what is counted, in the plural
 * @param total how many there are, or 0 if nobody knows
 */
record Gauge(String title, String unit, long total) {

  private static final int BAR_WIDTH = 20;

  /** One line with a bar, for a terminal. */
  String bar(long done, double seconds, String note) {
    if (total <= 0) {
      return line(done, seconds, note);
    }
    int filled = (int) (BAR_WIDTH * Math.min(done, total) / total);
    String bar = "#".repeat(filled) + "-".repeat(BAR_WIDTH - filled);
    return "%s [%s] %s".formatted(title, bar, figures(done, seconds, note));
  }

  /** One line without a bar, for a log. */
  String line(long done, double seconds, String note) {
    return "%s: %s".formatted(title, figures(done, seconds, note));
  }

  private String figures(long done, double seconds, String note) {
    double rate = seconds > 0 ? done / seconds : 0;
    StringBuilder text = new StringBuilder();
    if (total > 0) {
      text.append(String.format(Locale.ROOT, "%d%% ", 100 * Math.min(done, total) / total));
    }
    text.append(String.format(Locale.ROOT, "%,d", done));
    if (total > 0) {
      text.append(String.format(Locale.ROOT, "/%,d", total));
    }
    text.append(' ').append(unit);
    if (rate > 0) {
      text.append(String.format(Locale.ROOT, rate < 10 ? " %.1f/s" : " %,.0f/s", rate));
      if (total > done) {
        text.append(' ').append(clock((total - done) / rate)).append(" left");
      }
    }
    if (!note.isEmpty()) {
      text.append(", ").append(note);
    }
    return text.toString();
  }

  private static String clock(double seconds) {
    long whole = Math.round(seconds);
    if (whole >= 3600) {
      return String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }
    return String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60);
  }
}
