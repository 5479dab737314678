package org.polysome.train.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The framing and the messages; that TensorBoard itself reads them was checked by hand. */
@Tag("locale")
class EventFileTest {

  @TempDir Path folder;

  @Test
  void checksumIsTheMaskedCrc32c() {
    ByteBuffer digits = ByteBuffer.wrap("123456789".getBytes(UTF_8));
    int crc = 0xE3069283; // the check value of CRC-32C
    assertThat(EventFile.maskedCrc(digits)).isEqualTo((crc >>> 15 | crc << 17) + (int) 0xA282EAD8L);
  }

  @Test
  void recordsAreFramedAndChecked() throws Exception {
    try (EventFile file = EventFile.create(folder, 0)) {
      file.append(3, Map.of("train/loss", 0.5));
    }
    List<byte[]> events = events();
    assertThat(events).hasSize(2);
    assertThat(HexFormat.of().formatHex(events.get(0)).substring(18))
        .as("step 0, then the version of the format in field 3")
        .isEqualTo("10001a0d" + HexFormat.of().formatHex("brain.Event:2".getBytes(UTF_8)));
    assertThat(HexFormat.of().formatHex(events.get(1)).substring(18))
        .as("step 3, a summary in field 5, in it one value of a tag and a float")
        .isEqualTo(
            "1003"
                + "2a13"
                + "0a11"
                + "0a0a"
                + HexFormat.of().formatHex("train/loss".getBytes(UTF_8))
                + "150000003f");
  }

  @Test
  void aResumedRunPurgesWhatComesAfterItsCheckpoint() throws Exception {
    try (EventFile file = EventFile.create(folder, 300)) {
      file.append(301, Map.of());
    }
    assertThat(HexFormat.of().formatHex(events().get(1)).substring(18))
        .as("step 301 as a varint, then a session log that says start")
        .isEqualTo("10ad02" + "3a02" + "0801");
  }

  @Test
  void twoProcessesNeverShareAFile() throws Exception {
    EventFile.create(folder, 0).close();
    EventFile.create(folder, 0).close();
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  private List<byte[]> events() throws Exception {
    Path path;
    try (var files = Files.list(folder)) {
      path = files.findFirst().orElseThrow();
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      int start = bytes.position();
      byte[] payload = new byte[(int) bytes.getLong()];
      assertThat(bytes.getInt())
          .isEqualTo(EventFile.maskedCrc(ByteBuffer.wrap(bytes.array(), start, Long.BYTES)));
      bytes.get(payload);
      assertThat(bytes.getInt()).isEqualTo(EventFile.maskedCrc(ByteBuffer.wrap(payload)));
      events.add(payload);
    }
    return events;
  }
}
