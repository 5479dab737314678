package org.polysome.suite;

import java.util.Arrays;
import java.util.Optional;

/**
 * What kind of number a result is. Ways to split cells and to post-process embeddings have tables
 * of their own.
 */
public enum Group {
  /** A probe's, where the same share of each class is tested. */
  STRATIFIED("stratified", "cells split within classes", true),
  /** A probe's, where any cells are tested, as published code does. */
  RANDOM("random", "cells split at random", true),
  /** A probe's, where whole batches are tested: none is on both sides. */
  BY_BATCH("by-batch", "cells split by batch", true),
  /** A probe's, where a column of the data says which cells are tested. */
  GIVEN_SPLIT("given-split", "cells split as the data say", true),
  /** How much of the biology is kept. */
  BIO("bio", "biological conservation", false),
  /** How well batches are mixed. */
  BATCH("batch", "batch correction", false),
  /** Means of the others. */
  OVERALL("overall", "overall", false),
  /** How well clusters agree with labels. */
  CLUSTERING("clustering", "clusters against labels", false),
  /** What a map of perturbations shows, after the best post-processing of each task. */
  PERTURBATION("perturbation", "map of perturbations", false),
  /** The same of embeddings as they are. */
  PERTURBATION_AS_GIVEN("perturbation-none", "no post-processing", true),
  /** The same after the controls' mean is taken off in each batch. */
  PERTURBATION_CENTRED("perturbation-centre", "batches centred on their controls", true),
  /** The same after each batch is standardised by its controls. */
  PERTURBATION_SCALED("perturbation-centre-scale", "batches standardised by their controls", true),
  /** The same after typical variation normalisation. */
  PERTURBATION_TVN("perturbation-tvn", "typical variation normalisation", true),
  /** Known relationships among gene vectors. */
  RELATIONSHIPS("relationships", "relationships of genes", false),
  /** Expression given back. */
  RECONSTRUCTION("reconstruction", "expression given back", false);

  private final String text;
  private final String title;
  private final boolean split;

  Group(String text, String title, boolean split) {
    this.text = text;
    this.title = title;
    this.split = split;
  }

  /** Its name in a file of results. */
  public String text() {
    return text;
  }

  /** What a reader calls it. */
  public String title() {
    return title;
  }

  /** Whether results of that group are too many for a terminal: one of several post-processings. */
  static boolean isDetail(String text) {
    return text.startsWith(PERTURBATION.text + "-");
  }

  /** The group of that name, if it has a table of its own, such as a way to split cells. */
  public static Optional<Group> split(String text) {
    return Arrays.stream(values())
        .filter(group -> group.split && group.text.equals(text))
        .findAny();
  }
}
