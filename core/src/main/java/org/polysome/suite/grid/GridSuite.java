package org.polysome.suite.grid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.config.Default;
import org.polysome.fault.UsageException;
import org.polysome.metric.probe.ProbeProtocol;
import org.polysome.suite.BenchmarkSettings;
import org.polysome.suite.Suite;
import org.polysome.suite.SuiteKind;
import org.polysome.suite.Suites;
import org.polysome.suite.annotation.AnnotationOptions;
import org.polysome.suite.annotation.AnnotationSuite;
import org.polysome.suite.integration.IntegrationFlavors;
import org.polysome.suite.integration.IntegrationSuite;
import org.polysome.suite.perturbation.PerturbationMapSuite;
import org.polysome.suite.reconstruction.ReconstructionSuite;
import org.polysome.suite.relation.GeneRelationshipsSuite;
import org.polysome.suite.relation.RelationshipFile;

/** A suite by which the runs of a grid are judged, as the configuration names it. */
public sealed interface GridSuite {

  /** Keys of {@code judge} that it needs and that are not given. */
  List<String> missing(Judging judging);

  /** The suite; nothing that it needs is missing. */
  Suite suite(Judging judging);

  /** What it is told, for embeddings of runs alone. */
  BenchmarkSettings settings(Judging judging);

  /** Its name in results. */
  String name();

  /** Whether it judges embeddings of cells, which depend on how these are read. */
  default boolean judgesCells() {
    return true;
  }

  /**
   * Probes that learn labels.
   *
   * @param protocol whose rules
   * @param probes their names; none means all
   */
  record Annotation(
      @Default("converged") ProbeProtocol protocol, @Default("[]") List<String> probes)
      implements GridSuite {
    /** Copies the list. */
    public Annotation {
      probes = List.copyOf(probes);
    }

    @Override
    public String name() {
      return "annotation";
    }

    @Override
    public List<String> missing(Judging judging) {
      return lacking(judging, "label");
    }

    @Override
    public Suite suite(Judging judging) {
      Optional<List<String>> chosen = Optional.of(probes).filter(names -> !names.isEmpty());
      return new AnnotationSuite(new AnnotationOptions(protocol, chosen, Optional.empty()));
    }

    /** Without batches, by which cells would be split a second time. */
    @Override
    public BenchmarkSettings settings(Judging judging) {
      return judging.settings().withLabel(judging.label().orElseThrow());
    }
  }

  /**
   * The metrics of scIB.
   *
   * @param flavor whose definitions
   */
  record Integration(@Default("scib-metrics") IntegrationFlavors flavor) implements GridSuite {
    @Override
    public String name() {
      return "integration";
    }

    @Override
    public List<String> missing(Judging judging) {
      return lacking(judging, "label", "batch");
    }

    @Override
    public Suite suite(Judging judging) {
      return new IntegrationSuite(flavor);
    }

    @Override
    public BenchmarkSettings settings(Judging judging) {
      return labelledAndBatched(judging);
    }
  }

  /**
   * A suite without options of its own.
   *
   * @param suite its name, such as {@code clustering}
   */
  record Plain(String suite) implements GridSuite {
    /** Checks the name. */
    public Plain {
      if (known(suite).isEmpty()) {
        throw new UsageException(
            "suite: '%s' is no suite without options; there are: %s"
                .formatted(
                    suite,
                    Suites.ALL.stream()
                        .filter(kind -> kind.plain().isPresent())
                        .map(SuiteKind::name)
                        .collect(Collectors.joining(", "))));
      }
    }

    private static Optional<SuiteKind.Plain> known(String suite) {
      return Suites.named(suite).flatMap(SuiteKind::plain);
    }

    private SuiteKind.Plain plain() {
      return known(suite).orElseThrow();
    }

    @Override
    public String name() {
      return suite;
    }

    @Override
    public boolean judgesCells() {
      return plain().suite().get().judgesCells();
    }

    @Override
    public List<String> missing(Judging judging) {
      boolean label = plain().label().filter(SuiteKind.Column::needed).isPresent();
      boolean batch = plain().batch().filter(SuiteKind.Column::needed).isPresent();
      return Stream.of(
              label ? lacking(judging, "label") : List.<String>of(),
              batch ? lacking(judging, "batch") : List.<String>of())
          .flatMap(List::stream)
          .toList();
    }

    @Override
    public Suite suite(Judging judging) {
      return plain().suite().get();
    }

    /** With the columns that are given and that it has a use for. */
    @Override
    public BenchmarkSettings settings(Judging judging) {
      BenchmarkSettings settings = judging.settings();
      Optional<String> label = judging.label().filter(column -> plain().label().isPresent());
      Optional<String> batch = judging.batch().filter(column -> plain().batch().isPresent());
      BenchmarkSettings labelled = label.map(settings::withLabel).orElse(settings);
      return batch.map(labelled::withBatch).orElse(labelled);
    }
  }

  /** Hidden values back. */
  record Reconstruction() implements GridSuite {
    @Override
    public String name() {
      return "reconstruction";
    }

    @Override
    public boolean judgesCells() {
      return false;
    }

    @Override
    public List<String> missing(Judging judging) {
      return List.of();
    }

    @Override
    public Suite suite(Judging judging) {
      return new ReconstructionSuite();
    }

    @Override
    public BenchmarkSettings settings(Judging judging) {
      return judging.settings();
    }
  }

  /** A screen of perturbations, after every way of post-processing. */
  record PerturbationMap() implements GridSuite {
    @Override
    public String name() {
      return "perturbation-map";
    }

    @Override
    public List<String> missing(Judging judging) {
      return lacking(judging, "label", "batch", "control");
    }

    @Override
    public Suite suite(Judging judging) {
      return new PerturbationMapSuite(
          judging.control().orElseThrow(), RelationshipFile.all(judging.relationships()));
    }

    @Override
    public BenchmarkSettings settings(Judging judging) {
      return labelledAndBatched(judging);
    }
  }

  /**
   * Known relationships among gene vectors.
   *
   * @param tails which cosines count
   */
  record GeneRelationships(@Default("both") GeneRelationshipsSuite.TailChoice tails)
      implements GridSuite {
    @Override
    public String name() {
      return "gene-relationships";
    }

    @Override
    public boolean judgesCells() {
      return false;
    }

    @Override
    public List<String> missing(Judging judging) {
      return lacking(judging, "relationships");
    }

    @Override
    public Suite suite(Judging judging) {
      return new GeneRelationshipsSuite(RelationshipFile.all(judging.relationships()), tails);
    }

    @Override
    public BenchmarkSettings settings(Judging judging) {
      return judging.settings();
    }
  }

  private static BenchmarkSettings labelledAndBatched(Judging judging) {
    return judging
        .settings()
        .withLabel(judging.label().orElseThrow())
        .withBatch(judging.batch().orElseThrow());
  }

  private static List<String> lacking(Judging judging, String... keys) {
    List<String> lacking = new ArrayList<>();
    for (String key : keys) {
      boolean given =
          switch (key) {
            case "label" -> judging.label().isPresent();
            case "batch" -> judging.batch().isPresent();
            case "control" -> judging.control().isPresent();
            case "relationships" -> !judging.relationships().isEmpty();
            default -> throw new IllegalArgumentException("no key " + key);
          };
      if (!given) {
        lacking.add("judge." + key);
      }
    }
    return lacking;
  }
}
