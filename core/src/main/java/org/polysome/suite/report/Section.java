package org.polysome.suite.report;

import java.util.List;
import org.polysome.page.Element;
import org.polysome.page.Html;

/**
 * A part of the report that the reader can jump to.
 *
 * @param id its anchor
 * @param title its heading
 * @param content what is in it
 */
public record Section(String id, String title, List<Html> content) {

  /** Copies the content. */
  public Section {
    content = List.copyOf(content);
  }

  Element render() {
    return Element.of("section", Element.of("h2", title)).with("id", id).add(content);
  }

  Element link() {
    return Element.of("li", Element.of("a", title).with("href", "#" + id));
  }
}
