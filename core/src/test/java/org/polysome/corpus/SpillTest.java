package org.polysome.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.tokenizer.Cell;
import org.polysome.tokenizer.CellBuffer;

class SpillTest {

  private static final int CELLS = 3000;

  @TempDir Path folder;

  /** However many files the cells are spread over, they come back whole and in order. */
  @ParameterizedTest
  @ValueSource(longs = {0, 100_000_000L, 100_000_000_000L})
  void cellsComeBackSorted(long expectedEntries) {
    Random random = new Random(5);
    long[] orders = random.longs(CELLS).toArray();
    List<Cell> cells = IntStream.range(0, CELLS).mapToObj(i -> cell(random, i)).toList();
    List<Integer> expected =
        IntStream.range(0, CELLS)
            .boxed()
            .sorted((a, b) -> Long.compareUnsigned(orders[a], orders[b]))
            .toList();
    List<Integer> found = new ArrayList<>();
    try (Spill spill = Spill.create(folder.resolve("spill"), expectedEntries)) {
      CellBuffer buffer = new CellBuffer();
      for (int i = 0; i < CELLS; i++) {
        buffer.set(cells.get(i));
        spill.add(orders[i], i, buffer);
      }
      assertThat(spill.buckets()).isEqualTo(Math.min(512, bucketsFor(expectedEntries)));
      for (int bucket = 0; bucket < spill.buckets(); bucket++) {
        byte[] bytes = spill.read(bucket);
        for (SpillRecord.Place place : SpillRecord.places(bytes)) {
          SpillRecord.decode(bytes, place, buffer);
          Cell cell = cells.get(place.row());
          assertThat(buffer.toCell().genes()).isEqualTo(cell.genes());
          assertThat(buffer.toCell().counts()).isEqualTo(cell.counts());
          assertThat(buffer.contentHash()).isEqualTo(cell.contentHash());
          assertThat(buffer.source()).isEqualTo(cell.source());
          found.add(place.row());
        }
      }
      assertThat(spill.totals().cells()).isEqualTo(CELLS);
    }
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void knowsTheLargestCountAndWhetherOneIsFractional() {
    try (Spill spill = Spill.create(folder.resolve("spill"), 0)) {
      CellBuffer buffer = new CellBuffer();
      buffer.set(new Cell(new int[] {3}, new float[] {70_000}, 0));
      spill.add(1, 0, buffer);
      assertThat(spill.totals().largest()).isEqualTo(70_000);
      assertThat(spill.totals().fractional()).isFalse();
      buffer.set(new Cell(new int[] {3, 9}, new float[] {0.5f, 1e20f}, 0));
      spill.add(2, 1, buffer);
      assertThat(spill.totals().fractional()).isTrue();
      assertThat(spill.totals().entries()).isEqualTo(3);
    }
  }

  private static long bucketsFor(long entries) {
    long buckets = 1;
    while (entries * 2.5 / buckets > (48 << 20)) {
      buckets *= 2;
    }
    return buckets;
  }

  private static Cell cell(Random random, int number) {
    int[] genes = IntStream.range(0, 2000).filter(g -> random.nextInt(20) == 0).toArray();
    float[] counts = new float[genes.length];
    for (int i = 0; i < counts.length; i++) {
      counts[i] =
          switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> 1 + random.nextInt(1 << 20);
            case 2 -> random.nextFloat() + 0.25f;
            default -> (float) Math.pow(10, random.nextInt(30));
          };
    }
    return new Cell(genes, counts, number % 3);
  }
}
