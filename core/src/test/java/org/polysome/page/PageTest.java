package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class PageTest {

  private final String html =
      new Page("A <title> & more", List.of(Element.of("p", "Hello"))).render();

  @Test
  void isADocumentWithItsTitleEscaped() {
    assertThat(html).startsWith("<!DOCTYPE html>\n<html lang=\"en\">").endsWith("</html>\n");
    assertThat(html).contains("<title>A &lt;title&gt; &amp; more</title>", "<p>Hello</p>");
  }

  @Test
  void loadsNothing() {
    assertThat(html).doesNotContainPattern("(src|href)=\"(?!#)");
    assertThat(html).doesNotContain("http:", "https:", "url(", "@import", "fetch(", "innerHTML");
    assertThat(html).contains("default-src &#39;none&#39;");
  }

  @Test
  void thePolicyNamesTheOneScript() throws Exception {
    Matcher script = Pattern.compile("<script>(.*?)</script>", Pattern.DOTALL).matcher(html);
    assertThat(script.find()).isTrue();
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(script.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(html)
        .contains(
            "script-src &#39;sha256-%s&#39;".formatted(Base64.getEncoder().encodeToString(digest)));
    assertThat(script.find()).isFalse();
  }
}
