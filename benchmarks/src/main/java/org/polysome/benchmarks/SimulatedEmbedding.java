package org.polysome.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.polysome.matrix.DenseMatrix;
import org.polysome.metric.Groups;
import org.polysome.metric.LabelledPoints;
import org.polysome.random.Seeds;

/**
 * Cells of twenty labels in eight batches, normal around the sum of a centre of each.
 *
 * @param cells points and labels
 * @param batches the batch of each cell
 */
record SimulatedEmbedding(LabelledPoints cells, int[] batches) {

  static final int DIMENSIONS = 50;
  static final int LABELS = 20;
  static final int BATCHES = 8;

  private static final double LABEL_SPREAD = 1.5;
  private static final double BATCH_SPREAD = 0.5;

  /** The same cells for the same number of them. */
  static SimulatedEmbedding of(int count) {
    RandomGenerator random = Seeds.generator(Seeds.of("benchmark of metrics"), count);
    double[] labelCentres = normal(random, LABELS * DIMENSIONS, LABEL_SPREAD);
    double[] batchCentres = normal(random, BATCHES * DIMENSIONS, BATCH_SPREAD);
    DenseMatrix points = DenseMatrix.zeros(count, DIMENSIONS);
    int[] labels = new int[count];
    int[] batches = new int[count];
    for (int cell = 0; cell < count; cell++) {
      labels[cell] = random.nextInt(LABELS);
      batches[cell] = random.nextInt(BATCHES);
      for (int i = 0; i < DIMENSIONS; i++) {
        points.values()[cell * DIMENSIONS + i] =
            labelCentres[labels[cell] * DIMENSIONS + i]
                + batchCentres[batches[cell] * DIMENSIONS + i]
                + random.nextGaussian();
      }
    }
    return new SimulatedEmbedding(new LabelledPoints(points, labels, LABELS), batches);
  }

  private static double[] normal(RandomGenerator random, int count, double spread) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = spread * random.nextGaussian();
    }
    return values;
  }

  Groups labelGroups() {
    return Groups.of(cells.labels());
  }

  Groups batchGroups() {
    return Groups.of(batches);
  }

  /** Writes {@code points.f32}, {@code labels.i32} and {@code batches.i32}, little-endian. */
  void write(Path folder) throws IOException {
    double[] values = cells.points().values();
    ByteBuffer points = bytes(values.length);
    for (double value : values) {
      points.putFloat((float) value);
    }
    Files.write(folder.resolve("points.f32"), points.array());
    Files.write(folder.resolve("labels.i32"), bytes(cells.labels()).array());
    Files.write(folder.resolve("batches.i32"), bytes(batches).array());
  }

  private static ByteBuffer bytes(int[] values) {
    ByteBuffer bytes = bytes(values.length);
    for (int value : values) {
      bytes.putInt(value);
    }
    return bytes;
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(Math.multiplyExact(4, count)).order(ByteOrder.LITTLE_ENDIAN);
  }
}
