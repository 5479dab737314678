package org.polysome.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Global;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Persistent;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.pickle.PickleValue.Truth;
import org.polysome.pickle.PickleValue.Whole;
import org.polysome.pickle.PickleWriter;

/** Writes tensors as {@code torch.save} does, bit for bit, in files that appear whole or not. */
public final class TorchCheckpointWriter {

  private static final String ROOT = "archive/";
  private static final int CHUNK = 1 << 20;

  private TorchCheckpointWriter() {}

  /**
   * Writes a file, replacing one that is there.
   *
   * @param tensors by name
   * @param around from the dictionary of the tensors to what is saved: itself, or what holds it
   * @throws org.polysome.fault.EnvironmentException if the disk is full
   */
  public static void write(
      Path path, Map<String, Tensor> tensors, Function<Table, PickleValue> around) {
    Map<String, PickleValue> described = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> described.put(name, describe(tensor, String.valueOf(described.size()))));
    byte[] pickle = PickleWriter.write(around.apply(Table.of(described)));
    try (AtomicOutput output = AtomicOutput.file(path, true)) {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(output.path()))) {
        zip.setMethod(ZipOutputStream.STORED);
        entry(zip, "data.pkl", MemorySegment.ofArray(pickle));
        entry(zip, "byteorder", text("little"));
        int key = 0;
        for (Tensor tensor : tensors.values()) {
          storage(zip, "data/" + key++, tensor);
        }
        entry(zip, "version", text("3\n"));
      }
      output.commit();
    } catch (IOException e) {
      throw IoFaults.writing(path, e);
    }
  }

  private static MemorySegment text(String text) {
    return MemorySegment.ofArray(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static PickleValue describe(Tensor tensor, String key) {
    String storage =
        Arrays.stream(TorchStorage.values())
            .filter(kind -> kind.type == tensor.type() && kind != TorchStorage.HALF)
            .findFirst()
            .orElseThrow()
            .className;
    long[] shape = tensor.shape();
    long[] strides = new long[shape.length];
    long stride = 1;
    for (int dimension = shape.length - 1; dimension >= 0; dimension--) {
      strides[dimension] = stride;
      stride *= Math.max(1, shape[dimension]);
    }
    PickleValue place =
        Items.tuple(
            new Text("storage"),
            new Global(storage),
            new Text(key),
            new Text("cpu"),
            new Whole(tensor.elements()));
    return new Built(
        TorchLayout.REBUILD,
        List.of(
            new Persistent(place),
            new Whole(0),
            sizes(shape),
            sizes(strides),
            new Truth(false),
            new Built("collections.OrderedDict", List.of())));
  }

  private static Items sizes(long[] sizes) {
    return Items.tuple(LongStream.of(sizes).mapToObj(Whole::new).toArray(PickleValue[]::new));
  }

  private static void storage(ZipOutputStream zip, String name, Tensor tensor) throws IOException {
    try (Scope scope = new Scope()) {
      Tensor host = tensor.detach().to(Device.CPU).contiguous();
      long bytes = host.elements() * host.type().bytes();
      entry(
          zip,
          name,
          bytes == 0 ? MemorySegment.ofArray(new byte[0]) : Safetensors.memory(host, bytes));
    }
  }

  /** Stored entries say their size and checksum before their bytes: two passes. */
  private static void entry(ZipOutputStream zip, String name, MemorySegment bytes)
      throws IOException {
    CRC32 checksum = new CRC32();
    copy(bytes, (part, count) -> checksum.update(part, 0, count));
    ZipEntry entry = new ZipEntry(ROOT + name);
    entry.setTime(0);
    entry.setSize(bytes.byteSize());
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    copy(bytes, (part, count) -> ((OutputStream) zip).write(part, 0, count));
    zip.closeEntry();
  }

  @FunctionalInterface
  private interface Sink {
    void take(byte[] part, int count) throws IOException;
  }

  private static void copy(MemorySegment bytes, Sink sink) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (long at = 0; at < bytes.byteSize(); at += chunk.length) {
      int count = (int) Math.min(chunk.length, bytes.byteSize() - at);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, count);
      sink.take(chunk, count);
    }
  }
}
