package org.polysome.anndata;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.polysome.files.IoFaults;

/**
 * How a file begins, by which formats know their own.
 *
 * @param bytes its first bytes, at most {@value #LENGTH}
 */
public record FileStart(byte[] bytes) {

  /** How many bytes are read. */
  public static final int LENGTH = 4096;

  /** The beginning of a file; that of a folder is empty. */
  public static FileStart of(Path path) {
    if (Files.isDirectory(path)) {
      return new FileStart(new byte[0]);
    }
    try (InputStream in = Files.newInputStream(path)) {
      return new FileStart(in.readNBytes(LENGTH));
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
  }

  /** Whether these bytes stand at an offset. */
  public boolean holds(byte[] signature, int offset) {
    int end = offset + signature.length;
    return bytes.length >= end && Arrays.equals(bytes, offset, end, signature, 0, signature.length);
  }

  /** Whether it is text, or compressed and its reader has to say whether it is. */
  public boolean isText() {
    return words().equals("text");
  }

  /**
   * What it is, for messages: {@code empty}, {@code text}, {@code a zip archive}, or {@code
   * binary}.
   */
  public String words() {
    if (bytes.length == 0) {
      return "empty";
    }
    if (holds(new byte[] {0x1F, (byte) 0x8B}, 0)) {
      return "text";
    }
    for (byte b : bytes) {
      if (b == 0) {
        return holds(new byte[] {'P', 'K'}, 0) ? "a zip archive" : "binary";
      }
    }
    return "text";
  }
}
