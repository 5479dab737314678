package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class BarChartTest {

  @Test
  void barsStartAtZeroAndShareAScale() {
    assertThat(written(0.5, 0.25)).contains("width:50%", "width:25%", "0.500", "0.250");
    assertThat(written(4, 1)).contains("width:100%", "width:25%");
    assertThat(written(-0.5, 0.5)).contains("width:0%", "-0.500", "width:50%");
  }

  private static String written(double first, double second) {
    StringBuilder text = new StringBuilder();
    new BarChart(
            "NMI",
            List.of(new BarChart.Bar("X_one", first, true), new BarChart.Bar("PCA", second, false)))
        .render()
        .write(text);
    return text.toString();
  }
}
