package org.polysome.train.spec;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.polysome.config.Default;
import org.polysome.config.OneOrMore;
import org.polysome.config.Require;
import org.polysome.fault.UsageException;

/**
 * The cells to train on.
 *
 * @param corpus the folders of one or several corpora, whose cells are trained on together; recipes
 *     leave it open
 * @param select a query over {@code obs} that training and validation cells satisfy; absent for all
 * @param validation which cells are held out
 * @param test which cells are held out of training and validation both, to be judged at the end:
 *     {@code polysome test} reads their losses once, and the run lists them in {@code
 *     test-cells.txt}, which {@code corpus build --selection} reads. The forms are those of {@code
 *     validation}; a cell that both ask for is tested, and groups that both name are refused
 * @param fraction share of the cells that are not held out that is trained on, drawn by their
 *     content and the seed; above 0, 1 for all. A smaller share is part of a larger one
 * @param cells how many of the cells that are not held out are trained on, drawn likewise; absent
 *     for all. A smaller number is part of a larger one
 * @param plan which cells make a batch
 */
public record DataSpec(
    @OneOrMore @Default("[]") List<CorpusSpec> corpus,
    Optional<String> select,
    @Default("none") ValidationSpec validation,
    @Default("none") ValidationSpec test,
    @Default("1") double fraction,
    Optional<Integer> cells,
    @Default("shuffled") PlanSpec plan) {

  /** Copies the corpora, and checks that none is there twice, the fraction and the cells. */
  public DataSpec {
    corpus = List.copyOf(corpus);
    Set<Path> folders = new HashSet<>();
    for (CorpusSpec one : corpus) {
      if (!folders.add(one.path().toAbsolutePath().normalize())) {
        throw new UsageException(
            "corpus: %s is there twice; give it a weight instead".formatted(one.path()));
      }
    }
    if (!(fraction > 0 && fraction <= 1)) {
      throw new UsageException("fraction: " + fraction + " is not above 0 and at most 1");
    }
    requireApart(validation, test);
    cells.ifPresent(count -> Require.positive("cells", count));
    if (cells.isPresent() && fraction < 1) {
      throw new UsageException(
          "cells: %d, and fraction: %s, both say how many cells; give one of them"
              .formatted(cells.get(), fraction));
    }
  }

  /** Refuses a validation that names groups which the test keeps. */
  private static void requireApart(ValidationSpec validation, ValidationSpec test) {
    if (validation instanceof ValidationSpec.Column chosen
        && test instanceof ValidationSpec.Column kept
        && chosen.name().equals(kept.name())) {
      for (String value : chosen.values()) {
        if (kept.values().contains(value)) {
          throw new UsageException(
              "validation: '%s' of %s is kept by test, which nothing looks at before the end"
                  .formatted(value, chosen.name()));
        }
      }
    } else if (validation instanceof ValidationSpec.Query && validation.equals(test)) {
      throw new UsageException(
          "validation: its cells are those of test, which nothing looks at before the end");
    }
  }

  /** The same cells, found from any working folder. */
  public DataSpec absolute() {
    return new DataSpec(
        corpus.stream().map(CorpusSpec::absolute).toList(),
        select,
        validation,
        test,
        fraction,
        cells,
        plan);
  }

  /** The folders of the corpora, in order; empty where none is given. */
  public List<Path> folders() {
    return corpus.stream().map(CorpusSpec::path).toList();
  }

  /** How often each training cell of each corpus comes in an epoch. */
  public List<Double> weights() {
    return corpus.stream().map(CorpusSpec::weight).toList();
  }

  /**
   * The folders of the corpora, in order.
   *
   * @throws UsageException if none is given
   */
  public List<Path> requireCorpora() {
    if (corpus.isEmpty()) {
      throw new UsageException(
          "data.corpus is missing: name a corpus, such as data.corpus=corpus/ (polysome"
              + " corpus build makes one)");
    }
    return folders();
  }
}
