package org.polysome.suite.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A headless browser for tests: opens a page, moves the mouse, says what a script would see. */
final class Chromium implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private int commands;

  private Chromium(Process process, Path profile) throws IOException, InterruptedException {
    this.process = process;
    int port = port(profile.resolve("DevToolsActivePort"));
    this.socket = http.newWebSocketBuilder().buildAsync(page(port), new Listener()).join();
  }

  /** Opens a page, or skips the test where there is no Chromium. */
  static Chromium open(Path page, Path profile) {
    Path program =
        Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(Path.of("none"));
    Assumptions.assumeTrue(Files.exists(program), "skipped: there is no Chromium");
    try {
      Process process =
          new ProcessBuilder(command(program, page, profile))
              .redirectErrorStream(true)
              .redirectOutput(profile.resolve("log").toFile())
              .start();
      return new Chromium(process, profile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> command(Path program, Path page, Path profile) {
    return List.of(
        program.toString(),
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,2400",
        "--remote-debugging-port=0",
        "--user-data-dir=" + profile,
        page.toUri().toString());
  }

  private static int port(Path file) throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Files.exists(file) || Files.readString(file).lines().count() < 2) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Chromium does not start");
      }
      Thread.sleep(50);
    }
    return Integer.parseInt(Files.readString(file).lines().findFirst().orElseThrow());
  }

  private URI page(int port) throws IOException, InterruptedException {
    URI list = URI.create("http://127.0.0.1:%d/json/list".formatted(port));
    String text =
        http.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    for (JsonNode target : JSON.readTree(text)) {
      if (target.get("type").asString().equals("page")) {
        return URI.create(target.get("webSocketDebuggerUrl").asString());
      }
    }
    throw new IllegalStateException("no page: " + text);
  }

  /** Waits until an expression is true. */
  void await(String expression) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!evaluate("String(" + expression + ")").equals("true")) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never true: " + expression);
      }
      Thread.sleep(50);
    }
  }

  /** The value of an expression that gives a text. */
  String evaluate(String expression) {
    JsonNode result =
        send("Runtime.evaluate", JSON.createObjectNode().put("expression", expression));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(result.get("exceptionDetails").toString());
    }
    return result.get("result").path("value").asString();
  }

  /** Moves the mouse to a place in the window. */
  void point(double x, double y) {
    send(
        "Input.dispatchMouseEvent",
        JSON.createObjectNode().put("type", "mouseMoved").put("x", x).put("y", y));
  }

  private JsonNode send(String method, ObjectNode parameters) {
    int id = ++commands;
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", parameters);
    socket.sendText(JSON.writeValueAsString(message), true).join();
    try {
      for (JsonNode answer = next(); ; answer = next()) {
        if (answer.path("id").asInt(0) == id) {
          return answer.get("result");
        }
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonNode next() throws InterruptedException {
    JsonNode message = messages.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (message == null) {
      throw new IllegalStateException("Chromium does not answer");
    }
    return message;
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroy);
    for (ProcessHandle one : all) {
      one.onExit().completeOnTimeout(one, 10, TimeUnit.SECONDS).join();
      one.destroyForcibly();
    }
  }

  /** Puts whole messages into the queue. */
  private final class Listener implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        messages.add(JSON.readTree(text.toString()));
        text.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
