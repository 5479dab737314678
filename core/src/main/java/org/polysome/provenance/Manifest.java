package org.polysome.provenance;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.databind.json.JsonMapper;

/**
 * What made a result: in every run, corpus and report, as {@code manifest.json} or as the {@code
 * provenance} of a larger JSON. A manifest grows while the work goes on; each method returns a new
 * one.
 *
 * @param polysome version and commit
 * @param command the command line, or the name of a program that used the library
 * @param machine machine and Java
 * @param engine name and version of the tensor engine, where one took part
 * @param threads that the work used
 * @param seeds by what they were for
 * @param inputs files and folders that went in
 * @param started when the work began, in whole seconds
 * @param ended when it ended; absent while it goes on or if it was killed
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Manifest(
    Build polysome,
    List<String> command,
    Machine machine,
    Optional<String> engine,
    int threads,
    Map<String, Long> seeds,
    List<Input> inputs,
    Instant started,
    Optional<Instant> ended) {

  /** Copies lists and maps; seeds keep their order. */
  public Manifest {
    command = List.copyOf(command);
    inputs = List.copyOf(inputs);
    seeds = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(seeds));
  }

  /** The manifest of work that begins now on this machine, with as many threads as processors. */
  public static Manifest start(List<String> command) {
    Machine machine = Machine.current();
    return new Manifest(
        Build.current(),
        command,
        machine,
        Optional.empty(),
        machine.processors(),
        Map.of(),
        List.of(),
        now(),
        Optional.empty());
  }

  /** With the tensor engine that took part. */
  public Manifest withEngine(String nameAndVersion) {
    return new Manifest(
        polysome,
        command,
        machine,
        Optional.of(nameAndVersion),
        threads,
        seeds,
        inputs,
        started,
        ended);
  }

  /** With the number of threads that the work used. */
  public Manifest withThreads(int count) {
    return new Manifest(polysome, command, machine, engine, count, seeds, inputs, started, ended);
  }

  /** With a seed and what it was for. */
  public Manifest withSeed(String purpose, long seed) {
    Map<String, Long> more = new LinkedHashMap<>(seeds);
    more.put(purpose, seed);
    return new Manifest(polysome, command, machine, engine, threads, more, inputs, started, ended);
  }

  /** With a file or folder that went in. */
  public Manifest withInput(Input input) {
    List<Input> more = Stream.concat(inputs.stream(), Stream.of(input)).toList();
    return new Manifest(polysome, command, machine, engine, threads, seeds, more, started, ended);
  }

  /** At the end of the work. */
  public Manifest end() {
    return new Manifest(
        polysome, command, machine, engine, threads, seeds, inputs, started, Optional.of(now()));
  }

  /** The JSON text, ending with a line break. */
  public String toJson() {
    return mapper().writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
  }

  /**
   * The manifest in a JSON text.
   *
   * @throws org.polysome.fault.DataException if the text is not one
   */
  public static Manifest fromJson(String json) {
    try {
      return mapper().readValue(json, Manifest.class);
    } catch (JacksonException e) {
      throw new org.polysome.fault.DataException(
          "not a manifest: " + e.getOriginalMessage().lines().findFirst().orElse(""), e);
    }
  }

  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  private static JsonMapper mapper() {
    return JsonMapper.builder().build();
  }
}
