package org.polysome.benchmarks;

import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a program of {@code benchmarks/run} prints last, for scripts.
 *
 * @param name of the program
 * @param ours what was measured of Polysome
 * @param peers the same of others, by name
 * @param ceiling what cannot be surpassed
 * @param ratioToBestPeer how many times as good as the best of them; absent without any
 * @param ratioToCeiling how near it comes to the ceiling, 1 being there
 */
record BenchmarkLine(
    String name,
    double ours,
    Map<String, Double> peers,
    double ceiling,
    OptionalDouble ratioToBestPeer,
    double ratioToCeiling) {

  /** Copies the map. */
  BenchmarkLine {
    peers = Map.copyOf(peers);
  }

  /** Of something of which more is better, without a peer. */
  static BenchmarkLine ofSpeed(String name, double ours, double ceiling) {
    return ofSpeed(name, ours, Map.of(), ceiling);
  }

  /** Of something of which more is better. */
  static BenchmarkLine ofSpeed(
      String name, double ours, Map<String, Double> peers, double ceiling) {
    OptionalDouble best = peers.values().stream().mapToDouble(Double::doubleValue).max();
    OptionalDouble ratio =
        best.isPresent() ? OptionalDouble.of(ours / best.getAsDouble()) : OptionalDouble.empty();
    return new BenchmarkLine(name, ours, peers, ceiling, ratio, ours / ceiling);
  }

  /** One line of JSON. */
  String text() {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.put("name", name).put("ours", ours);
    ObjectNode others = line.putObject("peers");
    peers.forEach(others::put);
    line.put("ceiling", ceiling);
    ratioToBestPeer.ifPresentOrElse(
        ratio -> line.put("ratio_to_best_peer", ratio), () -> line.putNull("ratio_to_best_peer"));
    return line.put("ratio_to_ceiling", ratioToCeiling).toString();
  }
}
