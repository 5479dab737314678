package org.polysome.anndata.text;

import java.util.List;
import java.util.Optional;
import org.polysome.anndata.AnnDataFile;
import org.polysome.anndata.MeasuredGenes;
import org.polysome.anndata.Unstructured;

/** Cells read from text into memory: text holds nothing unstructured, and nothing stays open. */
interface TextSource extends AnnDataFile {

  @Override
  default Unstructured.Tree uns() {
    return Unstructured.Tree.empty();
  }

  @Override
  default List<String> unread() {
    return List.of();
  }

  @Override
  default Optional<MeasuredGenes> measured() {
    return Optional.empty();
  }

  @Override
  default void close() {}
}
