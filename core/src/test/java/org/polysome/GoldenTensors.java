package org.polysome;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The tensors of a golden case as plain numbers, for parts of the project without the engine. */
public final class GoldenTensors {

  private final JsonNode header;
  private final ByteBuffer bytes;

  private GoldenTensors(JsonNode header, ByteBuffer bytes) {
    this.header = header;
    this.bytes = bytes;
  }

  /** Opens {@code tensors.safetensors} of a case, or skips the test. */
  public static GoldenTensors open(String golden) {
    Path file = SharedData.golden(golden).resolve("tensors.safetensors");
    try {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      byte[] text = new byte[(int) all.getLong()];
      all.get(text);
      JsonNode header = JsonMapper.shared().readTree(new String(text, StandardCharsets.UTF_8));
      return new GoldenTensors(header, all.slice().order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The length of an axis. */
  public int size(String name, int axis) {
    return header.get(name).get("shape").get(axis).asInt();
  }

  /** All numbers of a tensor, row-major. */
  public double[] numbers(String name) {
    JsonNode tensor = header.get(name);
    int from = tensor.get("data_offsets").get(0).asInt();
    int until = tensor.get("data_offsets").get(1).asInt();
    String type = tensor.get("dtype").asString();
    int width =
        switch (type) {
          case "F64", "I64" -> 8;
          case "F32", "I32" -> 4;
          default -> throw new IllegalArgumentException(name + " is of type " + type);
        };
    double[] numbers = new double[(until - from) / width];
    for (int i = 0; i < numbers.length; i++) {
      int at = from + i * width;
      numbers[i] =
          switch (type) {
            case "F64" -> bytes.getDouble(at);
            case "I64" -> bytes.getLong(at);
            case "F32" -> bytes.getFloat(at);
            default -> bytes.getInt(at);
          };
    }
    return numbers;
  }

  /** One row of a matrix. */
  public double[] row(String name, int row) {
    int width = size(name, 1);
    return java.util.Arrays.copyOfRange(numbers(name), row * width, (row + 1) * width);
  }
}
