package org.polysome.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.polysome.files.AtomicOutput;
import org.polysome.progress.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** A command that writes for a long time, for {@link StopSignalTest} to interrupt. */
@Command(name = "long-job")
final class LongJob implements Runnable {

  @Mixin private Session session;
  @Mixin private OutputOptions output;

  public static void main(String[] arguments) {
    System.exit(Polysome.process(line -> line.addSubcommand(new LongJob()), arguments));
  }

  @Override
  public void run() {
    try (AtomicOutput file = AtomicOutput.file(output.output(), output.force());
        Task task = session.progress().start("long job", "lines", 0)) {
      Files.writeString(file.path(), "half");
      session.results().println("begun");
      while (true) {
        Thread.sleep(10);
        task.advance(1);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
