package org.polysome.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.polysome.files.AtomicOutput;
import org.polysome.progress.Task;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A command that writes for a long time, for {@link StopSignalTest} to interrupt. */
@Command(name = "long-job")
final class LongJob implements Runnable {

  @Mixin private Session session;
  @Mixin private OutputOptions output;

  @Option(names = "--deaf", description = "Compute in the engine and hear nothing.")
  private boolean deaf;

  public static void main(String[] arguments) {
    var patience = new StopSignal.Patience(Duration.ofSeconds(1), Duration.ofSeconds(1));
    System.exit(
        Polysome.process(
            patience,
            line ->
                line.addSubcommand(arguments[0].equals("broken") ? Broken.class : new LongJob()),
            arguments));
  }

  /** Never returns: a step of the engine that takes for ever. */
  private void compute() {
    try (Scope outer = new Scope()) {
      Tensor matrix = Tensors.zeros(ElementType.FLOAT32, Device.CPU, 1500, 1500);
      session.results().println("begun");
      while (true) {
        try (Scope scope = new Scope()) {
          matrix.matmul(matrix).softmax(1);
        }
      }
    }
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
      if (deaf) {
        compute();
      }
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
