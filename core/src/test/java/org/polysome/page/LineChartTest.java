package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class LineChartTest {

  @Test
  void aLogarithmicAxisIsOfferedOnlyWhereAllIsPositive() {
    assertThat(html(series(1, 0.5, 0.25))).contains("plot log", "pick-log");
    assertThat(html(series(1, 0, 0.25))).contains("plot linear").doesNotContain("pick-log");
  }

  @Test
  void aChartWithoutPointsSaysSo() {
    assertThat(html(series())).contains("No values yet.").doesNotContain("<svg");
  }

  @Test
  void onePointIsADot() {
    assertThat(html(series(2))).contains("class=\"dots\"");
  }

  @Test
  void longCurvesBecomeMeansOfNeighbours() {
    double[] x = IntStream.range(0, 100_001).asDoubleStream().toArray();
    Series thin = new Series("long", 0, Series.Kind.FAINT, x, x.clone()).thinned();
    assertThat(thin.x().length).isLessThanOrEqualTo(Series.MOST_POINTS).isGreaterThan(300);
    assertThat(thin.y()[0]).isEqualTo(125, Offset.offset(1e-9));
    assertThat(thin.x()).isEqualTo(thin.y());
    assertThat(thin.y()[thin.y().length - 1]).isBetween(99_800.0, 100_000.0);
  }

  @Test
  void namesAreEscapedInLegendAndData() {
    var nasty =
        new Series("</script><b>", 0, Series.Kind.STRONG, new double[] {1}, new double[] {1});
    String html = written(new LineChart("c", "t", "step", List.of(nasty)));
    assertThat(html).contains("&lt;/script&gt;&lt;b&gt;").doesNotContain("</script><b>");
  }

  private static Series series(double... values) {
    double[] x = IntStream.range(0, values.length).asDoubleStream().toArray();
    return new Series("training", 0, Series.Kind.FAINT, x, values);
  }

  private static String html(Series series) {
    return written(new LineChart("loss", "Loss", "step", List.of(series)));
  }

  private static String written(LineChart chart) {
    StringBuilder into = new StringBuilder();
    chart.render().write(into);
    return into.toString();
  }
}
