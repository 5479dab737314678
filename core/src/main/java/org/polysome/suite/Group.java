package org.polysome.suite;

/**
 * What kind of number a result is, a constant of the suite that writes it. Ways to split cells and
 * to post-process embeddings have tables of their own.
 *
 * @param text its name in a file of results
 * @param title what a reader calls it
 * @param table where its rows are shown
 */
public record Group(String text, String title, Table table) {

  /** Where the rows of a group are shown. */
  public enum Table {
    /** In one table with other groups. */
    SHARED,
    /** In one of its own. */
    OWN,
    /** In one of its own, and since there are many of them on no terminal. */
    DETAIL
  }

  /** A group whose rows stand beside others. */
  public static Group of(String text, String title) {
    return new Group(text, title, Table.SHARED);
  }

  /** A group with a table of its own. */
  public static Group apart(String text, String title) {
    return new Group(text, title, Table.OWN);
  }

  /** One of many groups with a table each. */
  public static Group detail(String text, String title) {
    return new Group(text, title, Table.DETAIL);
  }
}
