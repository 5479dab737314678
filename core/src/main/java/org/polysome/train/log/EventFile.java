package org.polysome.train.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;
import org.polysome.files.IoFaults;

/**
 * A TensorBoard event file: scalars by step in TFRecord framing (length, masked CRC-32C of the
 * length, payload, masked CRC-32C of the payload). Each process that works on a run adds a file of
 * its own; a resumed one says first from which step on the older files no longer count, and
 * TensorBoard then leaves those points out.
 */
public final class EventFile implements AutoCloseable {

  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SESSION_LOG = 7;
  private static final int SESSION_START = 1;
  private static final int MASK_DELTA = 0xA282EAD8;

  private final AppendedFile file;

  private EventFile(AppendedFile file) {
    this.file = file;
  }

  /**
   * Starts a new event file in a folder.
   *
   * @param step steps done already, 0 for a fresh run
   */
  public static EventFile create(Path folder, long step) {
    try {
      Files.createDirectories(folder);
      EventFile file = new EventFile(AppendedFile.create(unusedName(folder)));
      file.write(event(0).text(FILE_VERSION, "brain.Event:2"));
      if (step > 0) {
        ProtoWriter start = new ProtoWriter().varint(1, SESSION_START);
        file.write(event(step + 1).message(SESSION_LOG, start));
      }
      return file;
    } catch (IOException e) {
      throw IoFaults.writing(folder, e);
    }
  }

  /** Appends scalars by tag, such as {@code train/loss}. */
  public void append(long step, Map<String, Double> scalars) {
    ProtoWriter summary = new ProtoWriter();
    scalars.forEach(
        (tag, value) ->
            summary.message(1, new ProtoWriter().text(1, tag).fixed32(2, value.floatValue())));
    write(event(step).message(SUMMARY, summary));
  }

  @Override
  public void close() {
    file.close();
  }

  private static ProtoWriter event(long step) {
    double seconds = Instant.now().toEpochMilli() / 1000.0;
    return new ProtoWriter().fixed64(WALL_TIME, seconds).varint(STEP, step);
  }

  /** TensorBoard reads the files of a folder in the order of their names, which start with time. */
  private static Path unusedName(Path folder) {
    for (int i = 0; ; i++) {
      Path path =
          folder.resolve(
              String.format(
                  Locale.ROOT,
                  "events.out.tfevents.%010d.%04d.polysome",
                  Instant.now().getEpochSecond(),
                  i));
      if (!Files.exists(path)) {
        return path;
      }
    }
  }

  private void write(ProtoWriter event) {
    byte[] payload = event.toBytes();
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + payload.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(payload.length);
    record
        .putInt(maskedCrc(ByteBuffer.wrap(record.array(), 0, Long.BYTES)))
        .put(payload)
        .putInt(maskedCrc(ByteBuffer.wrap(payload)))
        .flip();
    file.append(record);
  }

  /** A rotated and shifted checksum, since a checksum of data that holds its own is degenerate. */
  static int maskedCrc(ByteBuffer bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
  }
}
