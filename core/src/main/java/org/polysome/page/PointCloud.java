package org.polysome.page;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Points in the plane, drawn once for each way to colour them; the reader sees a point's name and
 * group by pointing at it, and a group alone by pointing at the legend.
 *
 * @param id unique in the page, a word
 * @param x first coordinates
 * @param y second coordinates
 * @param names what each point is called
 * @param colourings the ways to colour them
 */
public record PointCloud(
    String id, float[] x, float[] y, List<String> names, List<Colouring> colourings) {

  /**
   * A way to colour points.
   *
   * @param title what the drawing is called
   * @param groups names of the groups, the first in the first colour
   * @param codes the group of each point, -1 for none
   * @param labelled whether the names of groups are written where they lie
   */
  public record Colouring(String title, List<String> groups, int[] codes, boolean labelled) {
    /** Copies the names. */
    public Colouring {
      groups = List.copyOf(groups);
    }
  }

  /** Copies the lists, and checks that everything is as long as the points. */
  public PointCloud {
    names = List.copyOf(names);
    colourings = List.copyOf(colourings);
    int points = x.length;
    if (y.length != points
        || names.size() != points
        || colourings.stream().anyMatch(colouring -> colouring.codes.length != points)) {
      throw new IllegalArgumentException("coordinates, names and groups differ in number");
    }
  }

  /** The drawings side by side, and the data that the script draws them from. */
  public Element render() {
    List<Html> figures = new ArrayList<>();
    for (int i = 0; i < colourings.size(); i++) {
      figures.add(figure(i));
    }
    return Element.of("div").in("clouds").add(figures).add(DataBlock.of(id, this));
  }

  private Element figure(int number) {
    Colouring colouring = colourings.get(number);
    Element canvas =
        Element.of("canvas")
            .with("role", "img")
            .with("aria-label", colouring.title)
            .with("width", "640")
            .with("height", "560");
    return Element.of(
            "figure",
            Element.of("figcaption", Element.of("h3", colouring.title)),
            Element.of("div", canvas).in("stage"),
            Element.of("p", Numbers.grouped(x.length) + " cells").in("muted count"),
            legend(colouring))
        .in("cloud")
        .with("data-points", id)
        .with("data-colouring", String.valueOf(number));
  }

  private static Element legend(Colouring colouring) {
    int[] sizes = new int[colouring.groups.size()];
    IntStream.of(colouring.codes).filter(code -> code >= 0).forEach(code -> sizes[code]++);
    List<Element> entries = new ArrayList<>();
    for (int group = 0; group < sizes.length; group++) {
      Element button =
          Element.of(
                  "button",
                  new Marker(group).icon(),
                  Element.of("span", colouring.groups.get(group)),
                  Element.of("span", Numbers.grouped(sizes[group])).in("muted number"))
              .with("type", "button")
              .with("data-group", String.valueOf(group));
      entries.add(Element.of("li", button));
    }
    return Element.of("ul").in("legend groups").add(entries);
  }
}
