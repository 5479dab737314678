package org.polysome.suite.report;

import java.util.List;
import org.polysome.page.Element;

/** The parts that the tables of a report are made of. */
public final class Table {

  private Table() {}

  /** A table that scrolls sideways where it is wider than the page. */
  public static Element of(List<Element> headings, List<Element> lines) {
    Element head = Element.of("thead", Element.of("tr").add(headings));
    return Element.of("div", Element.of("table", head, Element.of("tbody").add(lines)))
        .in("scroll");
  }

  /** What a column is about. */
  public static Element heading(String text) {
    return Element.of("th", text).with("scope", "col");
  }

  /** What a line is about. */
  public static Element name(String text) {
    return Element.of("th", text).with("scope", "row");
  }

  /** A number, aligned as numbers are. */
  public static Element number(String text) {
    return Element.of("td", text).in("number");
  }
}
