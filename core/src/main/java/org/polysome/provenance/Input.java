package org.polysome.provenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.polysome.files.IoFaults;

/**
 * A file or folder that a result was made from.
 *
 * @param path as it was given
 * @param sha256 of the bytes in hexadecimal; of a folder, of the lines "sha256, two spaces, path"
 *     of its files in the order of their paths, as {@code sha256sum} prints them
 * @param bytes size, summed over the files of a folder
 */
public record Input(String path, String sha256, long bytes) {

  /**
   * Reads a file or folder to its end.
   *
   * @throws org.polysome.fault.PolysomeException if it cannot be read
   */
  public static Input of(Path path) {
    try {
      return Files.isDirectory(path)
          ? folder(path)
          : new Input(path.toString(), digest(path), Files.size(path));
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
  }

  private static Input folder(Path folder) throws IOException {
    MessageDigest digest = newDigest();
    long bytes = 0;
    for (Path file : files(folder)) {
      String name = folder.relativize(file).toString().replace('\\', '/');
      String line = "%s  %s\n".formatted(digest(file), name);
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      bytes += Files.size(file);
    }
    return new Input(folder.toString(), HexFormat.of().formatHex(digest.digest()), bytes);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      return paths
          .filter(Files::isRegularFile)
          .sorted(java.util.Comparator.comparing(path -> path.toString().replace('\\', '/')))
          .toList();
    }
  }

  private static String digest(Path file) throws IOException {
    MessageDigest digest = newDigest();
    try (InputStream bytes = Files.newInputStream(file);
        OutputStream sink = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      bytes.transferTo(sink);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
