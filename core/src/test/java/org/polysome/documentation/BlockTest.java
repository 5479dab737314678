package org.polysome.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("locale")
class BlockTest {

  @Test
  void blocksAreFoundWithTheirWords() {
    String page =
        """
        # Title
        ```sh needs=data
        polysome a
        polysome b
        ```
        text with `code`
        ```java
        int x;
        ```
        ```
        no language
        ```
        """;
    List<Block> blocks = Block.of(page);
    assertThat(blocks).hasSize(2);
    assertThat(blocks.get(0))
        .isEqualTo(new Block(2, "sh", List.of("needs=data"), "polysome a\npolysome b\n"));
    assertThat(blocks.get(0).needs()).hasValue("data");
    assertThat(blocks.get(1).isJava()).isTrue();
    assertThat(blocks.get(1).line()).isEqualTo(7);
  }
}
