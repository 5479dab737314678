package org.polysome.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.DataException;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Global;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Persistent;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.pickle.PickleValue.Whole;
import org.polysome.pickle.PickleWriter;

/** Checkpoints that torch wrote, ones of ours that torch reads, and ones by hand. */
@Tag("locale")
class TorchCheckpointTest {

  private final Scope scope = new Scope();
  @TempDir private Path folder;

  @AfterEach
  void close() {
    scope.close();
  }

  @Test
  void readsWhatTorchWrites() throws IOException {
    Tensor numbers = Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    for (Tensor tensor :
        List.of(
            numbers,
            numbers.transpose(0, 1),
            numbers.narrow(1, 1, 2),
            numbers.to(ElementType.FLOAT64),
            numbers.to(ElementType.BFLOAT16),
            Tensors.of(new long[] {-1, 1L << 40}, 2),
            Tensors.of(new int[] {7}, 1),
            Tensors.of(new byte[] {7, 9}, 2),
            numbers.greaterThan(3),
            numbers.sum())) {
      Path file = folder.resolve("a.pt");
      Files.write(file, byTorch(new IValue(tensor.pointer())));
      try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
        assertThat(TorchCheckpoint.isTensor(checkpoint.root())).isTrue();
        Tensor read = checkpoint.tensor("a", checkpoint.root());
        assertThat(read.type()).isEqualTo(tensor.type());
        assertThat(read.shape()).containsExactly(tensor.shape());
        assertThat(read.to(ElementType.FLOAT64).toDoubles())
            .containsExactly(tensor.to(ElementType.FLOAT64).toDoubles());
      }
    }
  }

  private static byte[] byTorch(IValue value) {
    ByteVector bytes = torch.pickle_save(value);
    byte[] array = new byte[(int) bytes.size()];
    for (int at = 0; at < array.length; at++) {
      array[at] = bytes.get(at);
    }
    return array;
  }

  @Test
  void torchReadsWhatIsWritten() throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("a.weight", Tensors.of(new float[] {1.5f, -2, 3, 4, 5, 6}, 2, 3).transpose(0, 1));
    tensors.put("steps", Tensors.of(new long[] {3}, 1));
    Path file = folder.resolve("b.pt");
    TorchCheckpointWriter.write(file, tensors, table -> table);
    byte[] bytes = Files.readAllBytes(file);
    ByteVector vector = new ByteVector(bytes.length);
    for (int at = 0; at < bytes.length; at++) {
      vector.put(at, bytes[at]);
    }
    IValue loaded = torch.pickle_load(vector);
    assertThat(loaded.isGenericDict()).isTrue();
    assertThat(loaded.toGenericDict().size()).isEqualTo(2);
    var weight = loaded.toGenericDict().at(new IValue("a.weight")).toTensor();
    assertThat(weight.size(0)).isEqualTo(3);
    assertThat(weight.select(0, 0).select(0, 1).item_float()).isEqualTo(4);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      Map<String, Tensor> read = checkpoint.tensors((Table) checkpoint.root());
      assertThat(read).containsOnlyKeys("a.weight", "steps");
      assertThat(Objects.requireNonNull(read.get("a.weight")).toFloats())
          .containsExactly(1.5f, 4, -2, 5, 3, 6);
      assertThat(Objects.requireNonNull(read.get("steps")).toLongs()).containsExactly(3);
    }
  }

  @Test
  void halfPrecisionIsWidenedExactly() throws IOException {
    ByteBuffer halves = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    float[] numbers = {0.5f, -65504, 6.1035156e-5f, 5.9604645e-8f};
    for (float number : numbers) {
      halves.putShort(Float.floatToFloat16(number));
    }
    Path file = byHand("torch.HalfStorage", 0, new long[] {4}, new long[] {1}, halves.array());
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
      Tensor read = Objects.requireNonNull(checkpoint.tensors((Table) checkpoint.root()).get("x"));
      assertThat(read.type()).isEqualTo(ElementType.FLOAT32);
      assertThat(read.toFloats()).containsExactly(numbers);
    }
  }

  @Test
  void refusesTensorsThatLieOutsideTheirStorage() throws IOException {
    byte[] storage = new byte[16];
    for (Path file :
        List.of(
            byHand("torch.FloatStorage", 1, new long[] {4}, new long[] {1}, storage),
            byHand("torch.FloatStorage", 0, new long[] {2}, new long[] {4}, storage),
            byHand("torch.FloatStorage", 0, new long[] {9, 9}, new long[] {0, 0}, storage),
            byHand("torch.FloatStorage", 0, new long[] {-1}, new long[] {1}, storage),
            byHand("torch.FloatStorage", 0, new long[] {1L << 62, 8}, new long[] {0, 0}, storage),
            byHand("torch.FloatStorage", 0, new long[] {2}, new long[] {1L << 62}, storage))) {
      try (TorchCheckpoint checkpoint = TorchCheckpoint.open(file)) {
        assertThatThrownBy(() -> checkpoint.tensors((Table) checkpoint.root()))
            .isInstanceOf(DataException.class)
            .hasMessageContaining("tensor 'x'");
      }
    }
    Path lacking = byHand("torch.FloatStorage", 0, new long[] {4}, new long[] {1}, new byte[12]);
    try (TorchCheckpoint checkpoint = TorchCheckpoint.open(lacking)) {
      assertThatThrownBy(() -> checkpoint.tensors((Table) checkpoint.root()))
          .hasMessageContaining("16 bytes of tensor 'x'");
    }
  }

  @Test
  void refusesWhatIsNoCheckpoint() throws IOException {
    Path old = folder.resolve("old.pth");
    Files.write(old, new byte[] {(byte) 0x80, 2, (byte) 0x8a, 10});
    assertThatThrownBy(() -> TorchCheckpoint.open(old))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("torch.save(torch.load(OLD");
    Path zip = folder.resolve("other.zip");
    archive(zip, Map.of("readme", new byte[] {1}));
    assertThatThrownBy(() -> TorchCheckpoint.open(zip)).hasMessageContaining("without data.pkl");
    Path cut = folder.resolve("cut.pt");
    Files.write(cut, new byte[] {'P', 'K', 3, 4, 0, 0});
    assertThatThrownBy(() -> TorchCheckpoint.open(cut)).hasMessageContaining("damaged");
    Path big = folder.resolve("big.pt");
    archive(
        big,
        Map.of(
            "a/data.pkl",
            PickleWriter.write(new Whole(1)),
            "a/byteorder",
            "big".getBytes("UTF-8")));
    assertThatThrownBy(() -> TorchCheckpoint.open(big)).hasMessageContaining("big-endian");
  }

  /** A dictionary of one tensor x, of a storage said to hold four numbers. */
  private Path byHand(String storage, long offset, long[] shape, long[] strides, byte[] numbers)
      throws IOException {
    PickleValue place =
        Items.tuple(
            new Text("storage"),
            new Global(storage),
            new Text("0"),
            new Text("cuda:0"),
            new Whole(4));
    PickleValue tensor =
        new Built(
            "torch._utils._rebuild_tensor_v2",
            List.of(new Persistent(place), new Whole(offset), sizes(shape), sizes(strides)));
    Path file = Files.createTempFile(folder, "hand", ".pt");
    archive(
        file,
        Map.of(
            "hand/data.pkl",
            PickleWriter.write(Table.of(Map.of("x", tensor))),
            "hand/data/0",
            numbers));
    return file;
  }

  private static Items sizes(long[] sizes) {
    return Items.tuple(
        java.util.Arrays.stream(sizes).mapToObj(Whole::new).toArray(PickleValue[]::new));
  }

  private static void archive(Path file, Map<String, byte[]> entries) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    }
  }
}
