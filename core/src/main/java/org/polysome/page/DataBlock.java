package org.polysome.page;

import tools.jackson.databind.json.JsonMapper;

/**
 * Data for the script of a page, in a block that is not run. No {@code <} reaches the document, so
 * that nothing in the data can end the block.
 *
 * @param id by which the script finds it
 * @param json its text
 */
record DataBlock(String id, String json) implements Html {

  private static final JsonMapper JSON = JsonMapper.shared();

  static DataBlock of(String id, Object data) {
    return new DataBlock(id, JSON.writeValueAsString(data));
  }

  @Override
  public void write(StringBuilder into) {
    into.append("<script type=\"application/json\" id=\"").append(Html.escaped(id)).append("\">");
    into.append(json.replace("<", "\\u003c"));
    into.append("</script>");
  }
}
