package org.polysome.prepare;

import java.util.BitSet;
import java.util.List;

/** A condition on the rows of a table. */
sealed interface Condition {

  /** The rows that satisfy it. */
  BitSet matches(ObsColumns columns);

  /** All of them hold. */
  record And(List<Condition> parts) implements Condition {
    @Override
    public BitSet matches(ObsColumns columns) {
      BitSet rows = parts.getFirst().matches(columns);
      parts.stream().skip(1).forEach(part -> rows.and(part.matches(columns)));
      return rows;
    }
  }

  /** One of them holds. */
  record Or(List<Condition> parts) implements Condition {
    @Override
    public BitSet matches(ObsColumns columns) {
      BitSet rows = parts.getFirst().matches(columns);
      parts.stream().skip(1).forEach(part -> rows.or(part.matches(columns)));
      return rows;
    }
  }

  /** It does not hold. */
  record Not(Condition part) implements Condition {
    @Override
    public BitSet matches(ObsColumns columns) {
      BitSet rows = part.matches(columns);
      rows.flip(0, columns.rows());
      return rows;
    }
  }

  /** The entry is missing. */
  record Missing(String column) implements Condition {
    @Override
    public BitSet matches(ObsColumns columns) {
      return columns.missing(column);
    }
  }

  /** The entry is one of some values. */
  record In(String column, List<Literal> values) implements Condition {
    @Override
    public BitSet matches(ObsColumns columns) {
      BitSet rows = new BitSet();
      values.forEach(value -> rows.or(columns.compare(column, Operator.EQUAL, value)));
      return rows;
    }
  }

  /** The entry compares so with a value. */
  record Compare(String column, Operator operator, Literal value) implements Condition {
    @Override
    public BitSet matches(ObsColumns columns) {
      return columns.compare(column, operator, value);
    }
  }

  /**
   * A value as it was written.
   *
   * @param text without quotes
   * @param quoted whether it stood in quotes and is text for sure
   */
  record Literal(String text, boolean quoted) {}

  /** How two values compare. */
  enum Operator {
    EQUAL("=="),
    NOT_EQUAL("!="),
    LESS_OR_EQUAL("<="),
    GREATER_OR_EQUAL(">="),
    LESS("<"),
    GREATER(">");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    /** Whether a comparison with this outcome (negative, zero, positive) satisfies it. */
    boolean holds(int outcome) {
      return switch (this) {
        case EQUAL -> outcome == 0;
        case NOT_EQUAL -> outcome != 0;
        case LESS_OR_EQUAL -> outcome <= 0;
        case GREATER_OR_EQUAL -> outcome >= 0;
        case LESS -> outcome < 0;
        case GREATER -> outcome > 0;
      };
    }
  }
}
