package org.polysome.genes;

import java.util.Collection;
import java.util.regex.Pattern;

/** What kind of names genes go by. */
public enum GeneIdKind {
  /** Ensembl ids of human genes, {@code ENSG...}. */
  ENSEMBL_HUMAN("human Ensembl ids"),
  /** Ensembl ids of mouse genes, {@code ENSMUSG...}. */
  ENSEMBL_MOUSE("mouse Ensembl ids"),
  /** Ensembl ids of another species. */
  ENSEMBL_OTHER("Ensembl ids"),
  /** Gene symbols, or anything that looks like them. */
  SYMBOL("symbols"),
  /** Mere numbers, such as row numbers or Entrez ids. */
  NUMBER("numbers");

  private static final Pattern HUMAN = Pattern.compile("ENSG\\d{11}(\\.\\d+)?");
  private static final Pattern MOUSE = Pattern.compile("ENSMUSG\\d{11}(\\.\\d+)?");
  private static final Pattern OTHER = Pattern.compile("ENS[A-Z]{3,4}G\\d{11}(\\.\\d+)?");
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private final String words;

  GeneIdKind(String words) {
    this.words = words;
  }

  /** The kind in words, for messages. */
  public String words() {
    return words;
  }

  /** The kind of one name. */
  public static GeneIdKind of(String name) {
    if (!name.isEmpty() && Character.isDigit(name.charAt(0)) && DIGITS.matcher(name).matches()) {
      return NUMBER;
    }
    if (!name.startsWith("ENS")) {
      return SYMBOL;
    }
    return HUMAN.matcher(name).matches()
        ? ENSEMBL_HUMAN
        : MOUSE.matcher(name).matches()
            ? ENSEMBL_MOUSE
            : OTHER.matcher(name).matches() ? ENSEMBL_OTHER : SYMBOL;
  }

  /** The kind that most of the names are of; symbols where there are none. */
  public static GeneIdKind ofMost(Collection<String> names) {
    int[] counts = new int[values().length];
    names.forEach(name -> counts[of(name).ordinal()]++);
    GeneIdKind most = SYMBOL;
    for (GeneIdKind kind : values()) {
      most = counts[kind.ordinal()] > counts[most.ordinal()] ? kind : most;
    }
    return most;
  }

  /** The name without the version of an Ensembl id: {@code ENSG00000141510.18} loses its tail. */
  public static String withoutVersion(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 || !name.startsWith("ENS") || of(name) == SYMBOL ? name : name.substring(0, dot);
  }
}
