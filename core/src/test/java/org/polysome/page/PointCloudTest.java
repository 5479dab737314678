package org.polysome.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class PointCloudTest {

  private static final float[] PLACES = {0, 1, 2};
  private static final List<String> NAMES = List.of("a", "b", "c");

  @Test
  void theLegendCountsEachGroup() {
    var colouring =
        new PointCloud.Colouring("by type", List.of("x <b>", "y"), new int[] {0, 0, -1}, true);
    StringBuilder html = new StringBuilder();
    new PointCloud("p", PLACES, PLACES, NAMES, List.of(colouring)).render().write(html);
    assertThat(html.toString())
        .contains("<span>x &lt;b&gt;</span><span class=\"muted number\">2</span>")
        .contains("<span>y</span><span class=\"muted number\">0</span>")
        .contains("3 cells");
  }

  @Test
  void everythingIsAsLongAsThePoints() {
    var few = new PointCloud.Colouring("by type", List.of("x"), new int[] {0}, true);
    assertThatThrownBy(() -> new PointCloud("p", PLACES, PLACES, NAMES, List.of(few)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PointCloud("p", PLACES, PLACES, List.of("a"), List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sixtyFourGroupsLookDifferent() {
    Set<String> looks = new HashSet<>();
    IntStream.range(0, 64)
        .mapToObj(Marker::new)
        .forEach(marker -> looks.add(marker.colour() + " " + marker.shape()));
    assertThat(looks).hasSize(64);
  }
}
