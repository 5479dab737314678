package org.polysome.corpus;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.polysome.fault.UsageException;
import org.polysome.files.FileTree;
import org.polysome.files.IoFaults;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hidden folder beside a corpus in which its cells are sorted. It is deleted when the build
 * ends, well or by a fault; a build that was killed leaves it behind, and the next one of the same
 * cells goes on from there.
 */
final class Staging implements AutoCloseable {

  private static final String LOCK = "lock";
  private static final String STATE = "state.json";
  private static final String SPILL = "spill";

  private final Path folder;
  private final FileChannel lockFile;

  private Staging(Path folder, FileChannel lockFile) {
    this.folder = folder;
    this.lockFile = lockFile;
  }

  /**
   * Opens the folder that belongs to an output.
   *
   * @throws UsageException if another process is building the same output
   */
  static Staging open(Path output) {
    Path place = output.toAbsolutePath().normalize();
    Path folder = place.resolveSibling("." + place.getFileName() + ".staging");
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new UsageException("another process is building %s".formatted(output));
      }
      return new Staging(folder, channel);
    } catch (IOException e) {
      throw IoFaults.writing(folder, e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException ofThisProcess) {
      return null;
    }
  }

  /** A key that two builds share if they sort the same cells in the same way. */
  static String key(List<String> parts) {
    try {
      byte[] text = JsonMapper.shared().writeValueAsString(parts).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** How far a build of the same key had come, if one was cut short. */
  Optional<SpillState> state(String key) {
    Path file = folder.resolve(STATE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      SpillState state = JsonMapper.shared().readValue(Files.readString(file), SpillState.class);
      boolean usable = state.key().equals(key) && Spill.holds(spill(), state);
      return usable ? Optional.of(state) : Optional.empty();
    } catch (IOException e) {
      throw IoFaults.reading(file, e);
    } catch (JacksonException ofAnotherVersion) {
      return Optional.empty();
    }
  }

  /** Notes how far the build has come; a kill at any instant leaves the old note or the new. */
  void save(SpillState state) {
    Path file = folder.resolve(STATE);
    Path next = folder.resolve(STATE + ".next");
    try {
      Files.writeString(next, JsonMapper.shared().writeValueAsString(state));
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw IoFaults.writing(file, e);
    }
  }

  /** The folder of the spill. */
  Path spill() {
    return folder.resolve(SPILL);
  }

  @Override
  public void close() {
    try (lockFile) {
      FileTree.delete(folder);
    } catch (IOException e) {
      throw IoFaults.writing(folder, e);
    }
  }
}
