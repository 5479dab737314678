package org.polysome.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.polysome.anndata.Column;
import org.polysome.anndata.Frame;
import org.polysome.corpus.Corpus;

/** The table of cells of a corpus, whole, for queries over it. */
final class CorpusObs {

  private CorpusObs() {}

  static Frame frame(Corpus corpus) {
    List<String> names = IntStream.range(0, corpus.cells()).mapToObj(corpus::name).toList();
    Map<String, Column> columns = new LinkedHashMap<>();
    for (String name : corpus.obsColumns()) {
      corpus.obs(name).ifPresent(column -> columns.put(name, column));
    }
    return new Frame("_index", names, columns);
  }
}
