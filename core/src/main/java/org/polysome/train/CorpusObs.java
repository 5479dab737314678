package org.polysome.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.corpus.Corpora;

/** The table of cells of some corpora, whole, for queries over it. */
final class CorpusObs {

  private CorpusObs() {}

  static Frame frame(Corpora corpora) {
    List<String> names = IntStream.range(0, corpora.cells()).mapToObj(corpora::name).toList();
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : corpora.obsColumns()) {
      corpora.obs(name).ifPresent(column -> columns.put(name, column));
    }
    return new Frame("_index", names, columns);
  }
}
