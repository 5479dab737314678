package org.polysome.anndata;

import java.util.List;

/**
 * A file whose table of cells is another than the one it holds.
 *
 * @param file the file
 * @param obs its cells with the columns of the table attached
 * @param notes what the file's reader decided, and the joining
 */
record AttachedObs(AnnDataFile file, Frame obs, List<String> notes) implements WrappedFile {}
