package org.polysome.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/**
 * A whole HTML document that needs nothing but itself: style and script are inside, and its policy
 * forbids the browser to load anything or to run any other script.
 *
 * @param title what the browser calls it
 * @param content the body
 */
public record Page(String title, List<Html> content) {

  private static final String STYLE = resource("page.css");
  private static final String SCRIPT = resource("page.js");

  /** Copies the content. */
  public Page {
    content = List.copyOf(content);
  }

  /** The document as text, to be written in UTF-8. */
  public String render() {
    String policy =
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-%s'"
            .formatted(sha256(SCRIPT));
    Element head =
        Element.of(
            "head",
            Element.of("meta").with("charset", "utf-8"),
            Element.of("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
            Element.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", policy),
            Element.of("title", title),
            new Trusted("style", STYLE));
    Element body = Element.of("body").add(content).add(new Trusted("script", SCRIPT));
    StringBuilder document = new StringBuilder("<!DOCTYPE html>\n");
    Element.of("html", head, body).with("lang", "en").write(document);
    return document.append('\n').toString();
  }

  /**
   * Style or script from our own resources, written as it is.
   *
   * @param element {@code style} or {@code script}
   * @param text what is in it
   */
  record Trusted(String element, String text) implements Html {
    @Override
    public void write(StringBuilder into) {
      into.append('<').append(element).append('>').append(text);
      into.append("</").append(element).append('>');
    }
  }

  private static String resource(String name) {
    try (InputStream stream = Page.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException("the resource " + name + " is missing");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
