package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.polysome.fault.UsageException;

@Tag("locale")
class AssignmentTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                       | seed=3                  | {seed: 3}
          {seed: 1}                | seed=3                  | {seed: 3}
          {}                       | train.batch-size=3      | {train: {batch-size: 3}}
          {train: }                | train.batch-size=3      | {train: {batch-size: 3}}
          {train: {a: 1}}          | train.b=1e-4            | {train: {a: 1, b: 1e-4}}
          {v: p}                   | v.n=2                   | {v: {type: p, n: 2}}
          {v: {type: p, n: 1}}     | v=q                     | {v: q}
          {v: {type: p, n: 1}}     | v.type=q                | {v: {type: q}}
          {v: {type: p, n: 1}}     | v.type=p                | {v: {type: p, n: 1}}
          {v: p}                   | v.type=q                | {v: {type: q}}
          {}                       | v.type=q                | {v: {type: q}}
          {v: {type: p, n: 1}}     | `v={m: 2}`              | {v: {type: p, n: 1, m: 2}}
          {o: [{w: 1}, p]}         | o.0.w=2                 | {o: [{w: 2}, p]}
          {o: [{w: 1}, p]}         | o.1.w=2                 | {o: [{w: 1}, {type: p, w: 2}]}
          {o: [a, b]}              | o.1=c                   | {o: [a, c]}
          {}                       | o=[a, b]                | {o: [a, b]}
          {}                       | s=                      | {s: null}
          {}                       | s=a == 'B'              | {s: "a == 'B'"}
          {}                       | s=a=b                   | {s: "a=b"}
          {}                       | s=*.h5ad                | {s: "*.h5ad"}
          {}                       | s=a: b: c               | {s: "a: b: c"}
          {}                       | s=cluster #3            | {s: "cluster #3"}
          {}                       | s='x'                   | {s: x}
          """)
  void aValueIsSetWhereThePathLeads(String base, String argument, String expected) {
    Node result = Assignment.parse(argument).applyTo(YamlReader.read(base, "base"));
    assertThat(YamlWriter.write(result))
        .isEqualTo(YamlWriter.write(YamlReader.read(expected, "expected")));
  }

  @Test
  void laterAssignmentsWin() {
    Node result =
        Assignment.applyAll(YamlReader.read("{}", "f"), List.of("a.b=1", "a.c=2", "a.b=3"));
    assertThat(YamlWriter.write(result)).isEqualTo("a:\n  b: 3\n  c: 2\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          seed       | expected key.path=value, such as train.batch-size=32, got "seed"
          =3         | expected key.path=value, such as train.batch-size=32, got "=3"
          a..b=3     | expected key.path=value, such as train.batch-size=32, got "a..b=3"
          seed.x=3   | command line: seed.x: seed is 1, not a group of keys
          o.2.w=3    | command line: o.2: o is a list, expected a position from 0 to 1
          o.w=3      | command line: o.w: o is a list, expected a position from 0 to 1
          e.0=3      | command line: e.0: e is an empty list
          """)
  void aPathThatLeadsNowhereIsOneClearLine(String argument, String message) {
    Node base = YamlReader.read("{seed: 1, o: [a, b], e: []}", "f");
    assertThatThrownBy(() -> Assignment.parse(argument).applyTo(base))
        .isInstanceOf(UsageException.class)
        .hasMessage(message);
  }

  @Test
  void faultsOfAValueNameTheCommandLine() {
    Node tree =
        Assignment.applyAll(
            YamlReader.read("{data: {corpus: c}, model: {layers: 1}}", "f"),
            List.of("train.batch-size=lots"));
    assertThatThrownBy(() -> Config.bind(tree, Sample.class))
        .hasMessage("command line: train.batch-size: expected a whole number, got \"lots\"");
  }

  @Test
  void theShellMayTakeTheQuotesOfText() {
    Node tree =
        Assignment.applyAll(
            YamlReader.read("{model: {layers: 1}}", "f"),
            List.of("data.corpus=7", "data.select=yes"));
    Sample sample = Config.bind(tree, Sample.class);
    assertThat(sample.data().corpus()).hasToString("7");
  }
}
