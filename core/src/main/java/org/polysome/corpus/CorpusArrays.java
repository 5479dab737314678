package org.polysome.corpus;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import org.polysome.fault.DataException;
import org.polysome.files.NpyArray;
import org.polysome.files.NpyType;

/** The mapped arrays of a corpus, named as their files. */
record CorpusArrays(
    NpyArray indptr,
    NpyArray indices,
    NpyArray counts,
    NpyArray content,
    NpyArray source,
    NpyArray sourceRow,
    NpyArray names,
    NpyArray measured) {

  /** Maps the arrays and checks that they fit together. */
  static CorpusArrays map(Path folder, CorpusInfo info, Arena arena) {
    long cells = info.cells();
    NpyArray indptr = list(folder, CorpusFormat.INDPTR, NpyType.INT64, cells + 1, arena);
    NpyArray indices = NpyArray.map(folder.resolve(CorpusFormat.INDICES), arena);
    NpyArray counts = NpyArray.map(folder.resolve(CorpusFormat.COUNTS), arena);
    long[] table = {info.sources().size(), info.vocabulary().genes()};
    NpyArray measured = NpyArray.map(folder.resolve(CorpusFormat.MEASURED), arena);
    boolean fits =
        indptr.getLong(0) == 0
            && indptr.getLong(cells) == info.entries()
            && indices.length() == info.entries()
            && counts.length() == info.entries()
            && Arrays.equals(measured.shape(), table);
    if (!fits) {
      throw new DataException(folder + ": the arrays do not fit together; build the corpus again");
    }
    return new CorpusArrays(
        indptr,
        indices,
        counts,
        list(folder, CorpusFormat.CONTENT, NpyType.INT64, cells, arena),
        list(folder, CorpusFormat.SOURCE, NpyType.INT32, cells, arena),
        list(folder, CorpusFormat.SOURCE_ROW, NpyType.INT32, cells, arena),
        new ColumnReader(folder.resolve(CorpusFormat.OBS), info.cells())
            .names(CorpusFormat.INDEX, arena),
        measured);
  }

  private static NpyArray list(Path folder, String name, NpyType type, long length, Arena arena) {
    NpyArray array = NpyArray.map(folder.resolve(name), type, arena);
    if (array.length() != length) {
      throw new DataException(
          "%s: has %d elements, expected %d"
              .formatted(folder.resolve(name), array.length(), length));
    }
    return array;
  }
}
