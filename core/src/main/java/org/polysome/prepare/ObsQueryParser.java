package org.polysome.prepare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.polysome.fault.UsageException;

/** Reads the words of an {@link ObsQuery}, by recursive descent. */
final class ObsQueryParser {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]+)`"
              + "|(==|!=|<=|>=|<|>|\\(|\\)|,)|([\\p{L}\\p{N}_.+-]+))");

  /** What a token is. */
  private enum Kind {
    TEXT,
    COLUMN,
    SIGN,
    WORD,
    END
  }

  private record Token(Kind kind, String text, int at) {
    boolean is(String word) {
      return (kind == Kind.SIGN || kind == Kind.WORD) && text.equals(word);
    }
  }

  private final String query;
  private final List<Token> tokens = new ArrayList<>();
  private int next;

  ObsQueryParser(String query) {
    this.query = query;
    Matcher matcher = TOKEN.matcher(query);
    int at = 0;
    int end = query.stripTrailing().length();
    while (at < end) {
      if (!matcher.region(at, end).lookingAt()) {
        throw fault(at, "is not understood");
      }
      tokens.add(token(matcher));
      at = matcher.end();
    }
    tokens.add(new Token(Kind.END, "", end));
  }

  private static Token token(Matcher matcher) {
    Kind[] kinds = {Kind.TEXT, Kind.TEXT, Kind.COLUMN, Kind.SIGN, Kind.WORD};
    for (int group = 1; group <= kinds.length; group++) {
      String text = matcher.group(group);
      if (text != null) {
        Kind kind = kinds[group - 1];
        String plain = kind == Kind.TEXT ? text.replaceAll("\\\\(.)", "$1") : text;
        return new Token(kind, plain, matcher.start(group));
      }
    }
    throw new IllegalStateException("a token without a kind");
  }

  Condition parse() {
    Condition condition = either();
    if (peek().kind() != Kind.END) {
      throw fault(peek().at(), "is left over; combine conditions by 'and' or 'or'");
    }
    return condition;
  }

  private Condition either() {
    List<Condition> parts = joined("or", this::both);
    return parts.size() == 1 ? parts.getFirst() : new Condition.Or(parts);
  }

  private Condition both() {
    List<Condition> parts = joined("and", this::negatable);
    return parts.size() == 1 ? parts.getFirst() : new Condition.And(parts);
  }

  private List<Condition> joined(String word, Supplier<Condition> part) {
    List<Condition> parts = new ArrayList<>();
    parts.add(part.get());
    while (accept(word)) {
      parts.add(part.get());
    }
    return parts;
  }

  private Condition negatable() {
    if (accept("not")) {
      return new Condition.Not(negatable());
    }
    if (accept("(")) {
      Condition inner = either();
      expect(")");
      return inner;
    }
    return comparison();
  }

  private Condition comparison() {
    Token column = take();
    if (column.kind() != Kind.COLUMN && column.kind() != Kind.WORD) {
      throw fault(column.at(), "should be the name of a column");
    }
    String name = column.text();
    if (accept("is")) {
      boolean negated = accept("not");
      expect("missing");
      Condition missing = new Condition.Missing(name);
      return negated ? new Condition.Not(missing) : missing;
    }
    if (accept("not")) {
      expect("in");
      // A missing entry is in no list, and not in "not in" either: it satisfies no comparison.
      return new Condition.And(
          List.of(new Condition.Not(new Condition.Missing(name)), new Condition.Not(list(name))));
    }
    return accept("in") ? list(name) : new Condition.Compare(name, operator(), literal());
  }

  private Condition.In list(String column) {
    expect("(");
    List<Condition.Literal> values = new ArrayList<>();
    do {
      values.add(literal());
    } while (accept(","));
    expect(")");
    return new Condition.In(column, values);
  }

  private Condition.Operator operator() {
    Token sign = take();
    for (Condition.Operator operator : Condition.Operator.values()) {
      if (sign.is(operator.sign())) {
        return operator;
      }
    }
    throw fault(sign.at(), "should be one of == != < <= > >= in, not in, is missing");
  }

  private Condition.Literal literal() {
    Token value = take();
    if (value.kind() != Kind.TEXT && value.kind() != Kind.WORD) {
      throw fault(value.at(), "should be a value");
    }
    boolean bareWord =
        value.kind() == Kind.WORD && !value.text().matches("true|false|[+-]?[0-9.][0-9.eE+-]*");
    if (bareWord) {
      throw fault(value.at(), "should stand in quotes if it is text");
    }
    return new Condition.Literal(value.text(), value.kind() == Kind.TEXT);
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  private boolean accept(String word) {
    if (peek().is(word)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String word) {
    if (!accept(word)) {
      throw fault(peek().at(), "should be '" + word + "'");
    }
  }

  private UsageException fault(int at, String what) {
    String rest = query.substring(Math.min(at, query.length())).strip();
    return new UsageException(
        "query \"%s\": %s %s"
            .formatted(query, rest.isEmpty() ? "its end" : "'" + rest + "'", what));
  }
}
