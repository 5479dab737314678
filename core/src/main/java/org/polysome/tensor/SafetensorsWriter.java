package org.polysome.tensor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;

/** Writes tensors in the safetensors format, bit for bit, in files that appear whole or not. */
public final class SafetensorsWriter {

  private static final int CHUNK = 1 << 26;

  private SafetensorsWriter() {}

  /**
   * Writes a file, replacing one that is there.
   *
   * @param tensors by name; on an accelerator they are copied one at a time
   * @param metadata free texts for the header
   * @throws org.polysome.fault.EnvironmentException if the disk is full
   */
  public static void write(Path path, Map<String, Tensor> tensors, Map<String, String> metadata) {
    SafetensorsHeader header = SafetensorsHeader.of(tensors, metadata);
    try (AtomicOutput output = AtomicOutput.file(path, true)) {
      write(output.path(), header, tensors);
      output.commit();
    } catch (IOException e) {
      throw IoFaults.writing(path, e);
    }
  }

  private static void write(Path path, SafetensorsHeader header, Map<String, Tensor> tensors)
      throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      drain(channel, ByteBuffer.wrap(header.encoded()));
      for (Map.Entry<String, SafetensorsHeader.Entry> item : header.entries().entrySet()) {
        Tensor tensor = Objects.requireNonNull(tensors.get(item.getKey()));
        write(channel, tensor, item.getValue().length());
      }
    }
  }

  private static void write(FileChannel channel, Tensor tensor, long length) throws IOException {
    try (Scope scope = new Scope()) {
      Tensor host = tensor.detach().to(Device.CPU).contiguous();
      for (long at = 0; at < length; at += CHUNK) {
        long part = Math.min(CHUNK, length - at);
        drain(channel, Safetensors.memory(host, length).asSlice(at, part).asByteBuffer());
      }
    }
  }

  private static void drain(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
