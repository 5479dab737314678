package org.polysome.genes;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.polysome.fault.DataException;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;

/**
 * The genes that a corpus or a model knows: an ordered list of unique names, where the place of a
 * name is its id. As a file it is UTF-8 text with one name per line.
 */
public final class Vocabulary {

  private final List<String> names;
  private final Map<String, Integer> ids;
  private final String sha256;

  private Vocabulary(List<String> names, Map<String, Integer> ids) {
    this.names = names;
    this.ids = ids;
    this.sha256 = digest(names);
  }

  /**
   * A vocabulary of these names in this order.
   *
   * @throws DataException if a name is blank, repeated or has a line break
   */
  public static Vocabulary of(List<String> names) {
    return of(names, "vocabulary");
  }

  private static Vocabulary of(List<String> names, String where) {
    Map<String, Integer> ids = HashMap.newHashMap(names.size());
    for (int id = 0; id < names.size(); id++) {
      String name = names.get(id);
      if (name.isBlank() || name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
        throw new DataException(
            where + ": line " + (id + 1) + " is not the name of a gene: '" + name.strip() + "'");
      }
      Integer earlier = ids.put(name, id);
      if (earlier != null) {
        throw new DataException(
            where + ": '" + name + "' is on line " + (earlier + 1) + " and again on " + (id + 1));
      }
    }
    return new Vocabulary(List.copyOf(names), ids);
  }

  /**
   * Reads a file with one name per line.
   *
   * @throws DataException if it is empty, not UTF-8, or holds a blank or repeated name
   */
  public static Vocabulary read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      if (lines.isEmpty()) {
        throw new DataException(file + ": is empty; expected one gene name per line");
      }
      return of(lines, file.toString());
    } catch (CharacterCodingException e) {
      throw new DataException(file + ": is not UTF-8 text; expected one gene name per line", e);
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    }
  }

  /** Writes the file that {@link #read} reads; an existing one is refused unless forced. */
  public void write(Path file, boolean force) {
    try (AtomicOutput output = AtomicOutput.file(file, force)) {
      Files.write(output.path(), names, StandardCharsets.UTF_8);
      output.commit();
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  /** Number of genes. */
  public int size() {
    return names.size();
  }

  /** The names in order of their ids. */
  public List<String> names() {
    return names;
  }

  /** The name of a gene. */
  public String name(int id) {
    return names.get(id);
  }

  /** The id of a name, if the vocabulary has it exactly so. */
  public OptionalInt id(String name) {
    Integer id = ids.get(name);
    return id == null ? OptionalInt.empty() : OptionalInt.of(id);
  }

  /** SHA-256 (hexadecimal) over the UTF-8 names joined by single newlines. */
  public String sha256() {
    return sha256;
  }

  /** The kind of most of the names. */
  public GeneIdKind kind() {
    return GeneIdKind.ofMost(names);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return names.size() + " genes (" + sha256.substring(0, 12) + ")";
  }

  private static String digest(List<String> names) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (int id = 0; id < names.size(); id++) {
        if (id > 0) {
          digest.update((byte) '\n');
        }
        digest.update(names.get(id).getBytes(StandardCharsets.UTF_8));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
