package org.polysome.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.polysome.fault.DataException;
import org.polysome.files.IoFaults;

/**
 * An open file in the safetensors format (github.com/huggingface/safetensors): 8 bytes of header
 * length, little-endian, a JSON header, then the numbers. Opening checks the whole header; the
 * numbers are memory-mapped and copied when asked for. Nothing in such a file is ever executed.
 */
public final class Safetensors implements AutoCloseable {

  private final Path path;
  private final Arena arena;
  private final MemorySegment data;
  private final SafetensorsHeader header;

  private Safetensors(Path path, Arena arena, MemorySegment data, SafetensorsHeader header) {
    this.path = path;
    this.arena = arena;
    this.data = data;
    this.header = header;
  }

  /**
   * Opens a file.
   *
   * @throws DataException if it is truncated, or its header is not that of such a file
   */
  public static Safetensors open(Path path) {
    Arena arena = Arena.ofShared();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      SafetensorsHeader header = SafetensorsHeader.read(path, file);
      return new Safetensors(path, arena, file.asSlice(header.bytes()), header);
    } catch (IOException e) {
      arena.close();
      throw IoFaults.reading(path, e);
    } catch (DataException e) {
      arena.close();
      throw e;
    }
  }

  /**
   * Reads every tensor of a file into main memory.
   *
   * @throws DataException if the file is not whole
   */
  public static Map<String, Tensor> read(Path path) {
    try (Safetensors file = open(path)) {
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      file.header.entries().forEach((name, entry) -> tensors.put(name, file.tensor(name)));
      return tensors;
    }
  }

  /** Names of the tensors, in the order of their numbers in the file. */
  public Iterable<String> names() {
    return header.entries().keySet();
  }

  /**
   * The shape of one tensor, without reading its numbers.
   *
   * @throws DataException if the file has no tensor of this name
   */
  public long[] shape(String name) {
    return entry(name).shape().clone();
  }

  /** The free texts of the header. */
  public Map<String, String> metadata() {
    return header.metadata();
  }

  /**
   * A copy of one tensor in main memory.
   *
   * @throws DataException if the file has no tensor of this name
   */
  public Tensor tensor(String name) {
    SafetensorsHeader.Entry entry = entry(name);
    Tensor tensor = Tensors.empty(entry.type(), Device.CPU, entry.shape());
    if (entry.length() > 0) {
      memory(tensor, entry.length()).copyFrom(data.asSlice(entry.begin(), entry.length()));
    }
    return tensor;
  }

  private SafetensorsHeader.Entry entry(String name) {
    SafetensorsHeader.Entry entry = header.entries().get(name);
    if (entry == null) {
      throw new DataException(path + ": no tensor '" + name + "' in this file");
    }
    return entry;
  }

  /** The numbers of a contiguous tensor in main memory, valid while it lives. */
  static MemorySegment memory(Tensor tensor, long bytes) {
    return MemorySegment.ofAddress(tensor.pointer().data_ptr().address()).reinterpret(bytes);
  }

  @Override
  public void close() {
    arena.close();
  }
}
