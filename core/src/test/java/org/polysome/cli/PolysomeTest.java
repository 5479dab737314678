package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.polysome.fault.Cancellation;
import org.polysome.fault.CancelledException;
import org.polysome.fault.DataException;
import org.polysome.fault.EnvironmentException;
import org.polysome.fault.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Tag("locale")
class PolysomeTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @Test
  void versionNamesPolysomeAndJava() {
    assertThat(run("--version")).isZero();
    assertThat(text(results)).contains("polysome ", "Java ");
  }

  @Test
  void withoutACommandTheHelpIsShown() {
    assertThat(run()).isZero();
    assertThat(text(results)).contains("Usage: polysome");
  }

  @Test
  void whatIsUnknownIsUsageWithTheNearestKnown() {
    assertThat(run("speek")).isEqualTo(1);
    assertThat(run("speak", "--quite")).isEqualTo(1);
    assertThat(run("speak", "loudly")).isEqualTo(1);
    assertThat(text(errors))
        .isEqualTo(
            """
            polysome: unknown command speek; did you mean speak?
            See: polysome --help
            polysome: unknown option --quite; did you mean --quiet?
            See: polysome speak --help
            polysome: unexpected argument loudly
            See: polysome speak --help
            """);
  }

  @Test
  void eachFaultHasItsStatus() {
    assertThat(fail(() -> new UsageException("usage"))).isEqualTo(1);
    assertThat(fail(() -> new DataException("data"))).isEqualTo(2);
    assertThat(fail(() -> new EnvironmentException("environment"))).isEqualTo(4);
    assertThat(fail(() -> new CancelledException("stopped"))).isEqualTo(130);
    assertThat(text(errors))
        .isEqualTo(
            """
            polysome: usage
            polysome: data
            polysome: environment
            polysome: stopped
            """);
  }

  @Test
  void errorsOfTheEngineAreTheEnvironment() {
    assertThat(failHard(() -> new OutOfMemoryError("Java heap space"))).isEqualTo(4);
    assertThat(failHard(() -> new UnsatisfiedLinkError("no jnitorch"))).isEqualTo(4);
    assertThat(failHard(() -> new NoClassDefFoundError("org/bytedeco/X"))).isEqualTo(4);
    assertThat(text(errors)).doesNotContain("\tat ");
  }

  @Test
  void aFullDiskIsTheEnvironmentHoweverItIsWrapped() {
    assertThat(fail(() -> new UncheckedIOException(new IOException("No space left on device"))))
        .isEqualTo(4);
    assertThat(text(errors)).isEqualTo("polysome: disk full: No space left on device\n");
  }

  @Test
  void resultsThatDoNotArriveAreNotASuccess() {
    assertThat(runInto("No space left on device")).isEqualTo(4);
    assertThat(text(errors)).isEqualTo("polysome: disk full: standard output is incomplete\n");
  }

  @Test
  void aReaderThatHasSeenEnoughIsNoFault() {
    assertThat(runInto("Broken pipe")).isZero();
    assertThat(text(errors)).isEmpty();
  }

  private int runInto(String fault) {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(fault);
          }
        };
    return new Polysome(new Cancellation(), stream(errors), false).run(broken, "--version");
  }

  @Test
  void anythingElseIsOursAndShowsWhere() {
    assertThat(fail(() -> new IllegalStateException("broken"))).isEqualTo(3);
    assertThat(failHard(() -> new AssertionError("broken"))).isEqualTo(3);
    assertThat(text(errors)).contains("IllegalStateException: broken", "\tat ", "report it");
  }

  @Test
  void quietSilencesProgressAndNotResults() {
    assertThat(run("speak")).isZero();
    assertThat(text(errors)).isEqualTo("hello\n");
    errors.reset();
    assertThat(run("speak", "--quiet")).isZero();
    assertThat(run("--quiet", "speak")).isZero();
    assertThat(text(errors)).isEmpty();
    assertThat(text(results)).isEqualTo("done\ndone\ndone\n");
  }

  private int fail(Supplier<RuntimeException> fault) {
    return run(
        new Failing() {
          @Override
          public void run() {
            throw fault.get();
          }
        },
        "fail");
  }

  private int failHard(Supplier<Error> fault) {
    return run(
        new Failing() {
          @Override
          public void run() {
            throw fault.get();
          }
        },
        "fail");
  }

  private int run(String... arguments) {
    return run(new Failing(), arguments);
  }

  private int run(Failing failing, String... arguments) {
    Polysome polysome = new Polysome(new Cancellation(), stream(errors), false);
    return polysome.run(
        stream(results),
        line -> line.addSubcommand("fail", failing).addSubcommand("speak", new Speaking()),
        arguments);
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
  }

  @Command
  private static class Failing implements Runnable {
    @Override
    public void run() {}
  }

  @Command
  private static final class Speaking implements Runnable {
    @Mixin private Session session;

    @Override
    public void run() {
      session.progress().say("hello");
      session.results().println("done");
    }
  }
}
