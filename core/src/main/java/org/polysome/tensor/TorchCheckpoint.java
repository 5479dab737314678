package org.polysome.tensor;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.polysome.fault.DataException;
import org.polysome.files.IoFaults;
import org.polysome.pickle.Pickle;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;

/**
 * An open checkpoint of torch: what {@code torch.save} writes since version 1.6, a zip archive of
 * {@code data.pkl} and one file per storage. Dictionaries, lists, texts, numbers and tensors are
 * read; everything else is refused, and nothing in the file is ever executed.
 */
public final class TorchCheckpoint implements AutoCloseable {

  private static final String PICKLE = "data.pkl";
  private static final int CHUNK = 1 << 20;
  private static final Set<String> DESCRIBED = described();

  private final Path path;
  private final ZipFile archive;
  private final String prefix;
  private final PickleValue root;

  private TorchCheckpoint(Path path, ZipFile archive) throws IOException {
    this.path = path;
    this.archive = archive;
    String pickle =
        archive.stream()
            .map(ZipEntry::getName)
            .filter(name -> name.equals(PICKLE) || name.endsWith("/" + PICKLE))
            .findFirst()
            .orElseThrow(
                () ->
                    new DataException(
                        path
                            + " is a zip archive without "
                            + PICKLE
                            + "; expected a checkpoint that torch.save wrote"));
    prefix = pickle.substring(0, pickle.length() - PICKLE.length());
    requireLittleEndian();
    root = Pickle.read(bytes(pickle), path.toString(), DESCRIBED);
  }

  private static Set<String> described() {
    Set<String> names = new TreeSet<>(Set.of(TorchLayout.REBUILD, TorchLayout.PARAMETER));
    for (TorchStorage kind : TorchStorage.values()) {
      names.add(kind.className);
    }
    return names;
  }

  /**
   * Opens a checkpoint and reads everything but the numbers of its tensors.
   *
   * @throws DataException if it is no checkpoint of torch, one of its older format, damaged, or
   *     holds anything but plain data and tensors
   */
  public static TorchCheckpoint open(Path path) {
    requireZip(path);
    try {
      ZipFile archive = new ZipFile(path.toFile());
      try {
        return new TorchCheckpoint(path, archive);
      } catch (IOException | DataException e) {
        archive.close();
        throw e;
      }
    } catch (ZipException e) {
      throw new DataException(path + " is damaged: " + e.getMessage(), e);
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
  }

  /** Older checkpoints are a bare pickle or a tar archive. */
  private static void requireZip(Path path) {
    byte[] first = new byte[4];
    try (InputStream file = Files.newInputStream(path)) {
      int count = file.readNBytes(first, 0, first.length);
      if (count == first.length && first[0] == 'P' && first[1] == 'K') {
        return;
      }
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
    throw new DataException(
        path
            + " is no zip archive, as torch.save writes it since version 1.6; if it is older,"
            + " convert it in Python: torch.save(torch.load(OLD, map_location='cpu'), NEW)");
  }

  private void requireLittleEndian() throws IOException {
    if (archive.getEntry(prefix + "byteorder") != null) {
      String order =
          new String(bytes(prefix + "byteorder"), java.nio.charset.StandardCharsets.US_ASCII);
      if (!order.equals("little")) {
        throw new DataException(path + " holds big-endian numbers; expected little-endian ones");
      }
    }
  }

  /** What was saved; tensors in it are told by {@link #isTensor}. */
  public PickleValue root() {
    return root;
  }

  /** Whether a value is a tensor that can be read. */
  public static boolean isTensor(PickleValue value) {
    return TorchLayout.of(value).isPresent();
  }

  /**
   * The tensors of a dictionary by their names; its other values are left out.
   *
   * @throws DataException if a tensor is of a kind that is not read, or its numbers are missing
   */
  public Map<String, Tensor> tensors(Table table) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    table
        .entries()
        .forEach(
            (key, value) -> {
              if (key instanceof Text(String name) && value instanceof Built) {
                tensors.put(name, tensor(name, value));
              }
            });
    return tensors;
  }

  /**
   * A copy of a tensor in main memory, contiguous; 16-bit floats become 32-bit ones.
   *
   * @param name of it, for messages
   * @throws DataException if it is of a kind that is not read, or its numbers are missing
   */
  public Tensor tensor(String name, PickleValue value) {
    Optional<TorchLayout> found = TorchLayout.of(value);
    TorchLayout layout =
        found.orElseThrow(
            () ->
                new DataException(
                    "%s: tensor '%s' is of a kind that is not read, or damaged: %s"
                        .formatted(path, name, brief(value))));
    Tensor tensor = Tensors.empty(layout.kind().type, Device.CPU, layout.shape());
    if (layout.elements() == 0) {
      return tensor;
    }
    MemorySegment target =
        Safetensors.memory(tensor, tensor.elements() * layout.kind().type.bytes());
    try {
      if (layout.contiguous() && layout.kind() != TorchStorage.HALF) {
        stream(layout, target, name);
      } else {
        new StridedCopy(layout, bytes(storage(layout, name))).into(target);
      }
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
    return tensor;
  }

  private static String brief(PickleValue value) {
    return value instanceof Built(String callable, var arguments) ? callable : "no tensor";
  }

  /** The file of a storage, checked to be whole. */
  private String storage(TorchLayout layout, String name) {
    String file = prefix + "data/" + layout.key();
    ZipEntry entry = archive.getEntry(file);
    long expected = layout.stored() * layout.kind().bytes;
    if (entry == null || entry.getSize() != expected) {
      throw new DataException(
          "%s is damaged: the %d bytes of tensor '%s' ought to be in %s"
              .formatted(path, expected, name, file));
    }
    return file;
  }

  /** Copies numbers that follow each other. */
  private void stream(TorchLayout layout, MemorySegment target, String name) throws IOException {
    try (InputStream file = archive.getInputStream(archive.getEntry(storage(layout, name)))) {
      file.skipNBytes(layout.offset() * layout.kind().bytes);
      byte[] chunk = new byte[CHUNK];
      long at = 0;
      while (at < target.byteSize()) {
        int count = (int) Math.min(chunk.length, target.byteSize() - at);
        if (file.readNBytes(chunk, 0, count) < count) {
          throw new EOFException("the archive ends too early");
        }
        MemorySegment.copy(chunk, 0, target, ValueLayout.JAVA_BYTE, at, count);
        at += count;
      }
    }
  }

  private byte[] bytes(String entry) throws IOException {
    try (InputStream file = archive.getInputStream(archive.getEntry(entry))) {
      return file.readAllBytes();
    }
  }

  @Override
  public void close() {
    try {
      archive.close();
    } catch (IOException e) {
      throw IoFaults.reading(path, e);
    }
  }
}
