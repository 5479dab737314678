package org.polysome.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.DataException;
import org.polysome.fault.EnvironmentException;
import org.polysome.fault.UsageException;

@Tag("locale")
class NpyTest {

  private static final int SIZE = 100_000;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"u, 1, 255", "u, 2, 65535", "i, 4, 2147483647"})
  void wholeNumbersComeBack(char kind, int width, int most) {
    Path file = folder.resolve("a.npy");
    NpyType type = new NpyType(kind, width);
    int[] values = new Random(1).ints(SIZE, 0, most).toArray();
    values[7] = most;
    try (NpyWriter out = new NpyWriter(file, type)) {
      Arrays.stream(values).forEach(value -> out.add((long) value));
      out.finish();
    }
    try (Arena arena = Arena.ofConfined()) {
      NpyArray array = NpyArray.map(file, type, arena);
      int[] read = new int[SIZE];
      array.copyTo(0, read, SIZE);
      assertThat(read).isEqualTo(values);
      array.copyTo(SIZE - 3, read, 3);
      assertThat(Arrays.copyOf(read, 3))
          .containsExactly(Arrays.copyOfRange(values, SIZE - 3, SIZE));
    }
  }

  @ParameterizedTest
  @CsvSource({"u, 1, 255", "u, 2, 65535", "u, 4, 4294967295", "f, 4, 1.5"})
  void countsComeBackAsFloats(char kind, int width, double largest) {
    Path file = folder.resolve("a.npy");
    NpyType type = new NpyType(kind, width);
    try (NpyWriter out = new NpyWriter(file, type)) {
      for (double value : new double[] {0, 1, largest}) {
        if (kind == 'f') {
          out.add(value);
        } else {
          out.add((long) value);
        }
      }
      out.finish();
    }
    try (Arena arena = Arena.ofConfined()) {
      float[] read = new float[3];
      NpyArray.map(file, arena).copyTo(0, read, 3);
      assertThat(read).containsExactly(0, 1, (float) largest);
    }
  }

  @Test
  void textsAreCutAtTheirPadding() {
    Path file = folder.resolve("a.npy");
    try (NpyWriter out = new NpyWriter(file, NpyType.bytes(5))) {
      for (String text : new String[] {"abc", "", "fünf"}) {
        out.add(text.getBytes(StandardCharsets.UTF_8));
      }
      assertThatThrownBy(() -> out.add(new byte[6])).isInstanceOf(IllegalArgumentException.class);
      out.finish();
    }
    try (Arena arena = Arena.ofConfined()) {
      NpyArray array = NpyArray.map(file, NpyType.bytes(5), arena);
      assertThat(array.getText(0)).isEqualTo("abc");
      assertThat(array.getText(1)).isEmpty();
      assertThat(array.getText(2)).isEqualTo("fünf");
    }
  }

  @Test
  void theHeaderIsWhatNumPyWrites() throws IOException {
    Path file = folder.resolve("a.npy");
    try (NpyWriter out = new NpyWriter(file, NpyType.INT64)) {
      for (int i = 0; i < 6; i++) {
        out.add((long) i);
      }
      assertThatThrownBy(() -> out.finish(2, 4)).isInstanceOf(IllegalStateException.class);
      out.finish(2, 3);
    }
    byte[] bytes = Files.readAllBytes(file);
    assertThat(bytes).hasSize(128 + 48).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0);
    assertThat(new String(bytes, 10, 118, StandardCharsets.US_ASCII))
        .startsWith("{'descr': '<i8', 'fortran_order': False, 'shape': (2, 3), }")
        .endsWith(" \n");
  }

  @Test
  void readsTheShorterHeaderThatNumPyMayWrite() throws IOException {
    Path file = folder.resolve("a.npy");
    String dictionary = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }";
    byte[] head = new byte[10 + 70];
    Arrays.fill(head, (byte) ' ');
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 70, 0};
    System.arraycopy(magic, 0, head, 0, 10);
    System.arraycopy(
        dictionary.getBytes(StandardCharsets.US_ASCII), 0, head, 10, dictionary.length());
    byte[] all = Arrays.copyOf(head, head.length + 3);
    all[head.length + 2] = 9;
    Files.write(file, all);
    try (Arena arena = Arena.ofConfined()) {
      assertThat(NpyArray.map(file, NpyType.UINT8, arena).getByte(2)).isEqualTo(9);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '<f8', 'fortran_order': True, 'shape': (1,), }",
        "{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807, 9), }",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (x,), }",
        "nothing",
      })
  void refusesWhatItDoesNotUnderstand(String dictionary) throws IOException {
    Path file = folder.resolve("a.npy");
    byte[] bytes = new byte[128 + 8];
    Arrays.fill(bytes, (byte) ' ');
    byte[] magic = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, 118, 0};
    System.arraycopy(magic, 0, bytes, 0, 10);
    System.arraycopy(
        dictionary.getBytes(StandardCharsets.US_ASCII), 0, bytes, 10, dictionary.length());
    Files.write(file, bytes);
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> NpyArray.map(file, arena))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("a.npy");
    }
  }

  @Test
  void refusesOtherFilesTypesAndNone() throws IOException {
    Path text = Files.writeString(folder.resolve("text.npy"), "hello");
    Path floats = folder.resolve("floats.npy");
    try (NpyWriter out = new NpyWriter(floats, NpyType.FLOAT64)) {
      out.add(1.5);
      out.finish();
    }
    try (Arena arena = Arena.ofConfined()) {
      assertThatThrownBy(() -> NpyArray.map(text, arena)).isInstanceOf(DataException.class);
      assertThatThrownBy(() -> NpyArray.map(floats, NpyType.INT64, arena))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("<f8")
          .hasMessageContaining("<i8");
      assertThatThrownBy(() -> NpyArray.map(folder.resolve("none.npy"), arena))
          .isInstanceOf(UsageException.class);
    }
  }

  @Test
  void aFullDiskIsTheEnvironmentsFault() {
    Path full = Path.of("/dev/full");
    Assumptions.assumeTrue(Files.exists(full), "skipped: there is no /dev/full");
    assertThatThrownBy(
            () -> {
              try (NpyWriter out = new NpyWriter(full, NpyType.INT64)) {
                for (long i = 0; i < SIZE; i++) {
                  out.add(i);
                }
              }
            })
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("disk full");
  }
}
