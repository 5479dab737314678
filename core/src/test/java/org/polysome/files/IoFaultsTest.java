package org.polysome.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.polysome.fault.DataException;
import org.polysome.fault.EnvironmentException;
import org.polysome.fault.UsageException;

@Tag("locale")
class IoFaultsTest {

  private static final Path PATH = Path.of("out.h5ad");

  /** Linux has a device that is always full. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFullDiskIsTheEnvironment() throws IOException {
    IOException full = new IOException("did not fail");
    try (OutputStream stream = Files.newOutputStream(Path.of("/dev/full"))) {
      stream.write(1);
    } catch (IOException e) {
      full = e;
    }
    assertThat(IoFaults.writing(PATH, full))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("disk full while writing out.h5ad; free some space or choose another output");
  }

  @Test
  void aFullDiskMayBeTheCauseOfTheCause() {
    IOException wrapped =
        new IOException("write failed", new IOException("No space left on device"));
    assertThat(IoFaults.writing(PATH, wrapped)).isInstanceOf(EnvironmentException.class);
    assertThat(IoFaults.isDiskFull(new IOException("Disk quota exceeded"))).isTrue();
    assertThat(IoFaults.isDiskFull(new IOException())).isFalse();
  }

  @Test
  void whatMayNotBeWrittenIsUsage() {
    assertThat(IoFaults.writing(PATH, new AccessDeniedException("out.h5ad")))
        .isInstanceOf(UsageException.class)
        .hasMessage("cannot write out.h5ad: permission denied; choose another output");
    assertThat(
            IoFaults.writing(
                PATH, new FileSystemException("out.h5ad", null, "Read-only file system")))
        .isInstanceOf(UsageException.class);
  }

  /** Nobody can make a folder in /proc, not even root. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aFolderThatCannotBeMadeIsUsage() {
    assertThatThrownBy(() -> AtomicOutput.file(Path.of("/proc/nope/out.h5ad"), false))
        .isInstanceOf(UsageException.class)
        .hasMessage(
            "cannot write /proc/nope/out.h5ad: /proc/nope is not there and cannot be made;"
                + " choose another output");
    assertThatThrownBy(() -> AtomicOutput.folder(Path.of("/proc/run"), false, "run.json"))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void aBrokenDiskIsTheEnvironment() {
    assertThat(IoFaults.writing(PATH, new IOException("Input/output error")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage("cannot write out.h5ad: Input/output error");
  }

  @Test
  void whatIsNotThereIsUsageAndWhatIsBrokenIsData() {
    assertThat(IoFaults.reading(PATH, new NoSuchFileException("out.h5ad")))
        .isInstanceOf(UsageException.class);
    assertThat(IoFaults.reading(PATH, new FileNotFoundException("out.h5ad")))
        .isInstanceOf(UsageException.class);
    assertThat(IoFaults.reading(PATH, new IOException("unexpected end of file")))
        .isInstanceOf(DataException.class)
        .hasMessage("cannot read out.h5ad: unexpected end of file");
  }
}
