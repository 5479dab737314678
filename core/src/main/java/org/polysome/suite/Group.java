package org.polysome.suite;

import java.util.Arrays;
import java.util.Optional;

/** What kind of number a result is. The ways to split cells have tables of their own. */
public enum Group {
  /** A probe's, where the same share of each class is tested. */
  STRATIFIED("stratified", "cells split within classes", true),
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
  /** What a map of perturbations shows. */
  PERTURBATION("perturbation", "map of perturbations", false),
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

  /** The group of that name, if it is a way to split cells. */
  public static Optional<Group> split(String text) {
    return Arrays.stream(values())
        .filter(group -> group.split && group.text.equals(text))
        .findAny();
  }
}
