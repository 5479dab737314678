package org.polysome.page;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An element of HTML or SVG; changing one makes a new one.
 *
 * @param name its tag
 * @param attributes in the order they were given
 * @param content what is inside
 */
public record Element(String name, Map<String, String> attributes, List<Html> content)
    implements Html {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9-]*");
  private static final Set<String> VOID = Set.of("br", "hr", "input", "link", "meta", "wbr");

  /** Elements whose content is no text of HTML; {@link Page} and {@link DataBlock} write those. */
  private static final Set<String> RAW = Set.of("script", "style", "iframe", "object", "embed");

  /** Copies, and refuses what could make a page do something. */
  public Element {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    content = List.copyOf(content);
    if (!NAME.matcher(name).matches() || RAW.contains(name)) {
      throw new IllegalArgumentException("no element <" + name + "> in a page");
    }
    for (String attribute : attributes.keySet()) {
      if (!NAME.matcher(attribute).matches() || attribute.startsWith("on")) {
        throw new IllegalArgumentException("no attribute '" + attribute + "' in a page");
      }
    }
  }

  /** An element around some content. */
  public static Element of(String name, Html... content) {
    return new Element(name, Map.of(), Arrays.asList(content));
  }

  /** An element around a text. */
  public static Element of(String name, String text) {
    return of(name, Html.text(text));
  }

  /** The same with an attribute more, or another value of it. */
  public Element with(String attribute, String value) {
    Map<String, String> more = new LinkedHashMap<>(attributes);
    more.put(attribute, value);
    return new Element(name, more, content);
  }

  /** The same with a number as an attribute. */
  public Element with(String attribute, double value) {
    return with(attribute, Numbers.coordinate(value));
  }

  /** The same of a class. */
  public Element in(String cssClass) {
    return with("class", cssClass);
  }

  /** The same with more content behind. */
  public Element add(List<? extends Html> more) {
    List<Html> all = new ArrayList<>(content);
    all.addAll(more);
    return new Element(name, attributes, all);
  }

  /** The same with more content behind. */
  public Element add(Html... more) {
    return add(Arrays.asList(more));
  }

  @Override
  public void write(StringBuilder into) {
    into.append('<').append(name);
    attributes.forEach(
        (attribute, value) ->
            into.append(' ')
                .append(attribute)
                .append("=\"")
                .append(Html.escaped(value))
                .append('"'));
    into.append('>');
    if (!VOID.contains(name)) {
      content.forEach(piece -> piece.write(into));
      into.append("</").append(name).append('>');
    }
  }
}
