package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.SharedData;
import org.polysome.fault.DataException;
import org.polysome.fault.UsageException;
import org.polysome.random.Seeds;

@Tag("locale")
class SafetensorsTest {

  @TempDir Path folder;

  @Test
  void everyTypeComesBackBitForBit() {
    Map<String, Tensor> tensors = tensors();
    Path file = folder.resolve("model.safetensors");
    SafetensorsWriter.write(file, tensors, Map.of("format", "pt", "note", "gène \"x\""));
    Map<String, Tensor> back = Safetensors.read(file);
    assertThat(back).containsOnlyKeys(tensors.keySet());
    tensors.forEach(
        (name, tensor) -> {
          Tensor found = back.getOrDefault(name, tensor);
          assertThat(found.type()).as(name).isEqualTo(tensor.type());
          assertThat(found.shape()).as(name).containsExactly(tensor.shape());
          assertThat(bits(found)).as(name).containsExactly(bits(tensor));
        });
    try (Safetensors open = Safetensors.open(file)) {
      assertThat(open.metadata()).containsEntry("note", "gène \"x\"");
    }
  }

  @Test
  void writingTwiceGivesTheSameBytesAndAlignedNumbers() throws IOException {
    Path one = folder.resolve("one");
    Path two = folder.resolve("two");
    SafetensorsWriter.write(one, tensors(), Map.of("b", "2", "a", "1"));
    SafetensorsWriter.write(two, Safetensors.read(one), Map.of("a", "1", "b", "2"));
    byte[] bytes = Files.readAllBytes(one);
    assertThat(Files.readAllBytes(two)).containsExactly(bytes);
    assertThat(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong() % 8).isZero();
  }

  @Test
  void readsWhatTheReferenceWriterWrote() {
    Path file = SharedData.golden("encodings-001/tensors.safetensors");
    try (Safetensors golden = Safetensors.open(file)) {
      assertThat(golden.tensor("in.gene_ids").shape()).containsExactly(3, 9);
      assertThat(golden.tensor("in.gene_ids").type()).isEqualTo(ElementType.INT64);
      assertThat(golden.tensor("in.cot_emb").type()).isEqualTo(ElementType.FLOAT64);
      assertThatThrownBy(() -> golden.tensor("in.none"))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("no tensor 'in.none'");
    }
  }

  @Test
  void aFileThatIsCutShortIsRefused() throws IOException {
    Path whole = folder.resolve("whole");
    SafetensorsWriter.write(whole, tensors(), Map.of());
    byte[] bytes = Files.readAllBytes(whole);
    for (int length : new int[] {0, 7, 8, 40, bytes.length - 1}) {
      Path cut = folder.resolve("cut-" + length);
      Files.write(cut, java.util.Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Safetensors.read(cut))
          .as("%d bytes", length)
          .isInstanceOf(DataException.class)
          .hasMessageContaining(cut.toString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1]|not a JSON object",
        "{\"a\"|not JSON",
        "{\"a\":{\"dtype\":\"F99\",\"shape\":[1],\"data_offsets\":[0,4]}}|'F99' is not known",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}|do not fit shape [2]",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}|shape [-1] is not one",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904],\"data_offsets\":[0,4]}}|too large",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}|gap or an overlap",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]}}|has 4 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}|missing",
      })
  void aBrokenHeaderIsRefused(String json, String message) throws IOException {
    byte[] header = json.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + 4).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length).put(header);
    Path file = folder.resolve("broken");
    Files.write(file, bytes.array());
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNotThereIsAMatterOfUsage() {
    assertThatThrownBy(() -> Safetensors.read(folder.resolve("none")))
        .isInstanceOf(UsageException.class);
  }

  private static Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    float[] noise = new Initialisation.Normal(1).draw(60, Seeds.of(3));
    noise[0] = Float.NaN;
    noise[1] = -0f;
    noise[2] = Float.NEGATIVE_INFINITY;
    Tensor floats = Tensors.of(noise, 3, 4, 5);
    tensors.put("bool", floats.greaterThan(0));
    tensors.put("kinds", Tensors.of(new byte[] {1, 2, (byte) 200}, 3));
    tensors.put("float", floats);
    tensors.put("transposed", floats.transpose(0, 2));
    tensors.put("half", floats.to(ElementType.BFLOAT16));
    tensors.put("double", floats.to(ElementType.FLOAT64));
    tensors.put("int", Tensors.of(new int[] {1, -1}, 1, 2));
    tensors.put("long", Tensors.of(new long[] {Long.MIN_VALUE}, 1));
    tensors.put("empty", Tensors.of(new float[0], 0, 7));
    tensors.put("scalar", floats.select(0, 0).select(0, 0).select(0, 3));
    return tensors;
  }

  private static byte[] bits(Tensor tensor) {
    Tensor whole = tensor.contiguous();
    long bytes = whole.elements() * whole.type().bytes();
    return bytes == 0
        ? new byte[0]
        : Safetensors.memory(whole, bytes).toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
  }
}
