package org.polysome.suite.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.polysome.page.Element;
import org.polysome.page.Html;
import org.polysome.page.Numbers;
import org.polysome.provenance.Input;
import org.polysome.provenance.Machine;
import org.polysome.provenance.Manifest;

/** Named facts, one below the other; above all those of a manifest. */
final class Facts {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final int SHORT_HASH = 12;

  private final List<Html> parts = new ArrayList<>();

  /** What made a result, for a person. */
  Facts add(Manifest manifest) {
    String commit = manifest.polysome().commit().map(" (%s)"::formatted).orElse("");
    add("Made by", "Polysome " + manifest.polysome().version() + commit);
    add("Command", Element.of("code", String.join(" ", manifest.command())));
    add("Started", TIME.format(manifest.started()) + took(manifest));
    Machine machine = manifest.machine();
    add(
        "Machine",
        "%s, %d processors, %s".formatted(machine.cpu(), machine.processors(), machine.os()));
    String engine = manifest.engine().map(", %s"::formatted).orElse("");
    add("Software", "Java %s%s, %d threads".formatted(machine.java(), engine, manifest.threads()));
    if (!manifest.seeds().isEmpty()) {
      add("Seeds", words(manifest.seeds()));
    }
    manifest.inputs().forEach(input -> add("Input", words(input)));
    return this;
  }

  void add(String name, String fact) {
    add(name, Html.text(fact));
  }

  void add(String name, Html fact) {
    parts.add(Element.of("dt", name));
    parts.add(Element.of("dd", fact));
  }

  Element render() {
    return Element.of("dl").in("facts").add(parts);
  }

  private static String took(Manifest manifest) {
    return manifest
        .ended()
        .map(end -> ", took " + Numbers.duration(seconds(manifest.started(), end)))
        .orElse("");
  }

  private static long seconds(Instant from, Instant until) {
    return Duration.between(from, until).toSeconds();
  }

  private static String words(Map<String, Long> seeds) {
    return seeds.entrySet().stream()
        .map(seed -> seed.getKey() + " " + seed.getValue())
        .collect(Collectors.joining(", "));
  }

  private static Element words(Input input) {
    String hash = input.sha256().substring(0, Math.min(SHORT_HASH, input.sha256().length()));
    return Element.of(
        "span",
        Html.text(input.path() + " "),
        Element.of("span", "(%s, sha256 %s…)".formatted(Numbers.bytes(input.bytes()), hash))
            .in("muted"));
  }
}
