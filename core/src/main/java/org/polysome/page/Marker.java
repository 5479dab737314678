package org.polysome.page;

/**
 * How the n-th group looks: one of eight colours that people with any kind of colour vision tell
 * apart (Okabe and Ito, 2008; the style sheet holds them, for light and dark), and from the ninth
 * group on another shape.
 *
 * @param group number of the group, from 0
 */
public record Marker(int group) {

  /** Number of colours. */
  public static final int COLOURS = 8;

  /** The shapes in their order, inside a square of 12 units; the script draws the same. */
  private static final String[] SHAPES = {
    "M1 6a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z",
    "M2 2h8v8h-8z",
    "M6 1l5.5 9.5h-11z",
    "M6 0.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z",
    "M4.5 1h3v3.5h3.5v3h-3.5v3.5h-3v-3.5h-3.5v-3h3.5z",
    "M6 11l-5.5 -9.5h11z",
    "M1 3l2 -2l3 3l3 -3l2 2l-3 3l3 3l-2 2l-3 -3l-3 3l-2 -2l3 -3z",
    "M1 4.5h10v3h-10z"
  };

  /** The class of its colour in the style sheet. */
  String colour() {
    return "c" + group % COLOURS;
  }

  /** Number of its shape. */
  int shape() {
    return group / COLOURS % SHAPES.length;
  }

  /** The mark itself, for a legend. */
  Element icon() {
    return Element.of("svg", Element.of("path").with("d", SHAPES[shape()]))
        .with("viewBox", "0 0 12 12")
        .with("class", "mark " + colour())
        .with("aria-hidden", "true");
  }
}
