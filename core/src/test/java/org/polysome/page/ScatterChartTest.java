package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class ScatterChartTest {

  @Test
  void pointsLieWhereTheirNumbersAreAndTheLegendNamesThem() {
    String html =
        written(
            new ScatterChart.Point("X_<one>", 0, 0.5), new ScatterChart.Point("X_two", 1, 0.25));
    // The scales are widened by 4 % of their span on both sides.
    assertThat(html).contains("left:3.7%;top:3.7%", "left:96.3%;top:96.3%");
    assertThat(html).contains("X_&lt;one&gt;", "batch 1.000, bio 0.250").doesNotContain("<one>");
  }

  @Test
  void errorBarsReachAsFarAsTheyShouldAndHaveTheColourOfTheirMark() {
    var errors = new ScatterChart.Errors(1, 0.5);
    String html = written(new ScatterChart.Point("one", 2, 3, errors, OptionalInt.of(9)));
    // From 1 to 3 across and 2.5 to 3.5 up, widened by 4 %.
    assertThat(html).contains("M3.7 50H96.3M50 96.3V3.7").contains("error c1", "mark c1");
    assertThat(written(new ScatterChart.Point("one", 2, 3))).doesNotContain("error");
  }

  @Test
  void aChartWithoutPointsSaysSo() {
    assertThat(written()).contains("No values.").doesNotContain("<svg");
  }

  private static String written(ScatterChart.Point... points) {
    StringBuilder text = new StringBuilder();
    new ScatterChart("s", "Bio against batch", "batch", "bio", List.of(points))
        .render()
        .write(text);
    return text.toString();
  }
}
