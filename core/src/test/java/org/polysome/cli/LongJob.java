package org.polysome.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.polysome.files.AtomicOutput;
import org.polysome.progress.Task;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that writes for a long time, for {@link StopSignalTest} to interrupt. */
@Command(name = "long-job")
final class LongJob implements Runnable {

  @Mixin private Session session;
  @Mixin private OutputOptions output;

  @Option(names = "--deaf", description = "Do not hear the wish to stop.")
  private boolean deaf;

  public static void main(String[] arguments) {
    var patience = new StopSignal.Patience(Duration.ofSeconds(1), Duration.ofSeconds(1));
    System.exit(
        Polysome.process(
            patience,
            line ->
                line.addSubcommand(
                    arguments[0].equals("broken") ? Broken.class : new LongJob()),
            arguments));
  }

  /** A command that picocli cannot build. */
  @Command(name = "broken")
  static final class Broken implements Runnable {

    Broken() {
      throw new IllegalStateException("cannot be built");
    }

    @Override
    public void run() {}
  }

  @Override
  public void run() {
    try (AtomicOutput file = AtomicOutput.file(output.output(), output.force());
        Task task = session.progress().start("long job", "lines", 0)) {
      Files.writeString(file.path(), "half");
      session.results().println("begun");
      while (true) {
        Thread.sleep(10);
        if (deaf) {
          task.add(1);
        } else {
          task.advance(1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
