package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("locale")
class MergeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {a: 1, b: 2}              | {b: 3, c: 4}             | {a: 1, b: 3, c: 4}
          {a: {x: 1, y: 2}}         | {a: {y: 3}}              | {a: {x: 1, y: 3}}
          {a: [1, 2]}               | {a: [3]}                 | {a: [3]}
          {a: 1}                    | {a: {x: 1}}              | {a: {x: 1}}
          {a: {x: 1}}               | {a: 1}                   | {a: 1}
          {a: {x: 1}}               | {a: null}                | {a: null}
          {v: {type: p, n: 1}}      | {v: {n: 2}}              | {v: {type: p, n: 2}}
          {v: {type: p, n: 1}}      | {v: {type: p, m: 2}}     | {v: {type: p, n: 1, m: 2}}
          {v: {type: p, n: 1}}      | {v: {type: q, m: 2}}     | {v: {type: q, m: 2}}
          {v: {type: p, n: 1}}      | {v: p}                   | {v: {type: p, n: 1}}
          {v: {type: p, n: 1}}      | {v: q}                   | {v: q}
          {v: p}                    | {v: {n: 2}}              | {v: {type: p, n: 2}}
          {v: p}                    | {v: {type: p, n: 2}}     | {v: {type: p, n: 2}}
          {v: p}                    | {v: {type: q, n: 2}}     | {v: {type: q, n: 2}}
          {v: {n: 1}}               | {v: {type: q, m: 2}}     | {v: {type: q, m: 2}}
          {}                        | {a: 1}                   | {a: 1}
          {a: 1}                    | {}                       | {a: 1}
          """)
  void theTopIsLaidOverTheBase(String base, String top, String merged) {
    Node result = Merge.over(YamlReader.read(base, "base"), YamlReader.read(top, "top"));
    assertThat(YamlWriter.write(result)).isEqualTo(YamlWriter.write(YamlReader.read(merged, "m")));
  }
}
