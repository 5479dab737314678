package org.polysome.anndata.text;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.polysome.fault.DataException;
import org.polysome.fault.PolysomeException;
import org.polysome.files.IoFaults;

/** Opens text files, compressed by gzip or not, whatever their names say. */
final class TextFiles {

  private static final int BUFFER = 1 << 16;
  private static final int GZIP_FIRST = 0x1F;
  private static final int GZIP_SECOND = 0x8B;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private TextFiles() {}

  /** The bytes of a file, decompressed. */
  static InputStream stream(Path path) {
    try {
      InputStream raw = new BufferedInputStream(Files.newInputStream(path), BUFFER);
      raw.mark(2);
      boolean gzip = raw.read() == GZIP_FIRST && raw.read() == GZIP_SECOND;
      raw.reset();
      return gzip ? new GZIPInputStream(raw, BUFFER) : raw;
    } catch (IOException e) {
      throw fault(path, e);
    }
  }

  /** The characters of a UTF-8 file, decompressed, without a byte order mark. */
  static Reader reader(Path path) {
    Reader reader =
        new InputStreamReader(
            stream(path),
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    BufferedReader buffered = new BufferedReader(reader, BUFFER);
    try {
      buffered.mark(1);
      if (buffered.read() != BYTE_ORDER_MARK) {
        buffered.reset();
      }
      return buffered;
    } catch (IOException e) {
      throw fault(path, e);
    }
  }

  /** What went wrong while reading text. */
  static PolysomeException fault(Path path, IOException cause) {
    return switch (cause) {
      case CharacterCodingException e -> new DataException(path + ": is not UTF-8 text", e);
      case EOFException e ->
          new DataException(path + ": truncated: the compressed text ends too early", e);
      case ZipException e -> new DataException(path + ": damaged gzip: " + e.getMessage(), e);
      default -> IoFaults.reading(path, cause);
    };
  }

  /**
   * The delimiter that is most frequent in the first two lines that are not comments: tab, comma,
   * semicolon or space.
   */
  static char sniffDelimiter(Path path) {
    int[] counts = new int[Byte.MAX_VALUE];
    try (Reader in = reader(path)) {
      int lines = 0;
      boolean quoted = false;
      boolean lineStart = true;
      boolean comment = false;
      for (int c = in.read(); c >= 0 && lines < 2; c = in.read()) {
        comment = lineStart ? c == '#' : comment;
        lineStart = c == '\n';
        quoted ^= c == '"' && !comment;
        if (lineStart && !comment && !quoted) {
          lines++;
        } else if (c < counts.length && !quoted && !comment) {
          counts[c]++;
        }
      }
    } catch (IOException e) {
      throw fault(path, e);
    }
    char best = ',';
    for (char candidate : new char[] {'\t', ',', ';', ' '}) {
      best = counts[candidate] > counts[best] ? candidate : best;
    }
    return best;
  }
}
