package org.polysome.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.polysome.fault.DataException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The header of a safetensors file.
 *
 * @param entries where each tensor lies, in the order of their numbers
 * @param metadata free texts
 * @param bytes offset of the numbers in the file
 */
record SafetensorsHeader(Map<String, Entry> entries, Map<String, String> metadata, long bytes) {

  private static final String METADATA = "__metadata__";
  private static final int PREFIX = 8;

  /** The format's own limit on a header. */
  private static final long LIMIT = 100_000_000;

  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final JsonMapper JSON = JsonMapper.shared();

  /**
   * One tensor.
   *
   * @param begin first byte after the header
   * @param length number of bytes
   */
  record Entry(ElementType type, long[] shape, long begin, long length) {}

  /** Lays tensors out: widest elements first, so that each is aligned. */
  static SafetensorsHeader of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    List<Map.Entry<String, Tensor>> order =
        tensors.entrySet().stream()
            .sorted(
                Comparator.comparing(
                    entry -> entry.getValue().type().bytes(), Comparator.reverseOrder()))
            .toList();
    Map<String, Entry> entries = new LinkedHashMap<>();
    long begin = 0;
    for (Map.Entry<String, Tensor> item : order) {
      Tensor tensor = item.getValue();
      long length = tensor.elements() * tensor.type().bytes();
      entries.put(item.getKey(), new Entry(tensor.type(), tensor.shape(), begin, length));
      begin += length;
    }
    return new SafetensorsHeader(entries, new TreeMap<>(metadata), 0);
  }

  /** The bytes before the numbers: length, JSON, and spaces up to a multiple of eight. */
  byte[] encoded() {
    ObjectNode root = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = root.putObject(METADATA);
      metadata.forEach(texts::put);
    }
    entries.forEach((name, entry) -> encode(root.putObject(name), entry));
    byte[] json = JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[PREFIX + (json.length + PREFIX - 1) / PREFIX * PREFIX];
    Arrays.fill(bytes, (byte) ' ');
    System.arraycopy(json, 0, bytes, PREFIX, json.length);
    MemorySegment.ofArray(bytes).set(LENGTH, 0, bytes.length - PREFIX);
    return bytes;
  }

  private static void encode(ObjectNode node, Entry entry) {
    node.put("dtype", entry.type.formatName());
    var shape = node.putArray("shape");
    Arrays.stream(entry.shape).forEach(shape::add);
    node.putArray("data_offsets").add(entry.begin).add(entry.begin + entry.length);
  }

  /** Reads and checks the header of a file. */
  static SafetensorsHeader read(Path path, MemorySegment file) {
    if (file.byteSize() < PREFIX) {
      throw broken(path, "is too short");
    }
    long length = file.get(LENGTH, 0);
    if (length < 2 || length > LIMIT || PREFIX + length > file.byteSize()) {
      throw broken(path, "is truncated, or its header length " + length + " is wrong");
    }
    byte[] json = file.asSlice(PREFIX, length).toArray(ValueLayout.JAVA_BYTE);
    JsonNode root = parse(path, json);
    Map<String, Entry> entries = entries(path, root, file.byteSize() - PREFIX - length);
    Map<String, String> metadata = new TreeMap<>();
    root.path(METADATA)
        .properties()
        .forEach(p -> metadata.put(p.getKey(), p.getValue().asString()));
    return new SafetensorsHeader(entries, Collections.unmodifiableMap(metadata), PREFIX + length);
  }

  private static JsonNode parse(Path path, byte[] json) {
    try {
      JsonNode root = JSON.readTree(json);
      if (!root.isObject()) {
        throw broken(path, "has a header that is not a JSON object");
      }
      return root;
    } catch (JacksonException e) {
      throw new DataException(path + " has a broken header: it is not JSON", e);
    }
  }

  private static Map<String, Entry> entries(Path path, JsonNode root, long bytes) {
    Map<String, Entry> unordered = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> property : root.properties()) {
      if (!property.getKey().equals(METADATA)) {
        unordered.put(property.getKey(), entry(path, property.getKey(), property.getValue()));
      }
    }
    Map<String, Entry> entries = new LinkedHashMap<>();
    unordered.entrySet().stream()
        .sorted(Comparator.comparingLong(item -> item.getValue().begin))
        .forEach(item -> entries.put(item.getKey(), item.getValue()));
    long end = 0;
    for (Map.Entry<String, Entry> item : entries.entrySet()) {
      if (item.getValue().begin != end) {
        throw broken(path, "has a gap or an overlap before tensor '" + item.getKey() + "'");
      }
      end += item.getValue().length;
    }
    if (end != bytes) {
      throw broken(path, "has " + bytes + " bytes of numbers, its header says " + end);
    }
    return Collections.unmodifiableMap(entries);
  }

  private static Entry entry(Path path, String name, JsonNode node) {
    String typeName = node.path("dtype").asString("");
    ElementType type =
        Arrays.stream(ElementType.values())
            .filter(candidate -> candidate.formatName().equals(typeName))
            .findFirst()
            .orElseThrow(() -> wrong(path, name, "element type '" + typeName + "' is not known"));
    JsonNode offsets = node.path("data_offsets");
    if (offsets.size() != 2 || !node.path("shape").isArray()) {
      throw wrong(path, name, "shape or data_offsets are missing");
    }
    long[] shape = node.path("shape").valueStream().mapToLong(size -> size.asLong(-1)).toArray();
    long begin = offsets.path(0).asLong(-1);
    long length = offsets.path(1).asLong(-1) - begin;
    if (begin < 0 || length != bytes(path, name, type, shape)) {
      throw wrong(path, name, "offsets do not fit shape " + Arrays.toString(shape));
    }
    return new Entry(type, shape, begin, length);
  }

  private static long bytes(Path path, String name, ElementType type, long[] shape) {
    long bytes = type.bytes();
    try {
      for (long size : shape) {
        if (size < 0) {
          throw wrong(path, name, "shape " + Arrays.toString(shape) + " is not one");
        }
        bytes = Math.multiplyExact(bytes, size);
      }
    } catch (ArithmeticException e) {
      throw wrong(path, name, "shape " + Arrays.toString(shape) + " is too large");
    }
    return bytes;
  }

  private static DataException wrong(Path path, String name, String what) {
    return broken(path, "has a broken header: tensor '" + name + "': " + what);
  }

  private static DataException broken(Path path, String what) {
    return new DataException(path + " " + what + "; expected a whole safetensors file");
  }
}
