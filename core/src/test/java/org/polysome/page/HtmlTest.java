package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("locale")
class HtmlTest {

  @Test
  void textAndAttributesAreEscaped() {
    Element element =
        Element.of("td", "<script>alert('1 & 2')</script>").with("title", "a\" onclick=\"x()");
    assertThat(written(element))
        .isEqualTo(
            "<td title=\"a&quot; onclick=&quot;x()\">"
                + "&lt;script&gt;alert(&#39;1 &amp; 2&#39;)&lt;/script&gt;</td>");
  }

  @Test
  void controlCharactersDoNotReachThePage() {
    assertThat(written(Html.text("a\u0000b\u001bc\nd"))).isEqualTo("a\uFFFDb\uFFFDc\nd");
  }

  @Test
  void changingAnElementMakesANewOne() {
    Element plain = Element.of("p", "x");
    Element other = plain.in("muted").add(Element.of("br"));
    assertThat(written(plain)).isEqualTo("<p>x</p>");
    assertThat(written(other)).isEqualTo("<p class=\"muted\">x<br></p>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"script", "style", "iframe", "a b", "x><script", ""})
  void noElementCanRunAnything(String name) {
    assertThatThrownBy(() -> Element.of(name)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"onclick", "onload", "a=b", ""})
  void noAttributeCanRunAnything(String name) {
    assertThatThrownBy(() -> new Element("p", Map.of(name, "x"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void dataCannotEndItsBlock() {
    String block = written(DataBlock.of("id", List.of("</script><script>alert(1)</script>")));
    assertThat(block)
        .isEqualTo(
            "<script type=\"application/json\" id=\"id\">"
                + "[\"\\u003c/script>\\u003cscript>alert(1)\\u003c/script>\"]</script>");
  }

  private static String written(Html html) {
    StringBuilder into = new StringBuilder();
    html.write(into);
    return into.toString();
  }
}
