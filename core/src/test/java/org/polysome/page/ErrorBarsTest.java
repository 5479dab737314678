package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class ErrorBarsTest {

  @Test
  void barsShareAScaleThatHoldsTheLongestInterval() {
    String html =
        written(
            new ErrorBars.Bar("<a>", 0.5, 0.25, 1, 2), new ErrorBars.Bar("b", 0.1, 0.1, 0.1, 9));
    assertThat(html).contains("width:50%", "left:25%;width:75%", "width:10%", "length c2\"");
    assertThat(html).contains("length c1 hatched").contains("&lt;a&gt;: 0.5, 0.25 – 1");
    assertThat(html.split("whisker", -1)).as("b has no interval").hasSize(2);
  }

  @Test
  void whatIsBelowZeroHasNoBarButItsNumber() {
    assertThat(written(new ErrorBars.Bar("a", -1, -2, -0.5, 0))).contains("width:0%", ">-1<");
    assertThat(written()).contains("No values.");
  }

  @Test
  void aValueLiesInItsInterval() {
    assertThatThrownBy(() -> new ErrorBars.Bar("a", 1, 2, 3, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static String written(ErrorBars.Bar... bars) {
    StringBuilder text = new StringBuilder();
    new ErrorBars("Accuracy", List.of(bars)).render().write(text);
    return text.toString();
  }
}
