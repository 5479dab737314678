package org.polysome.simulate;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A real file that a simulation takes after.
 *
 * @param file a file or folder of cells with raw counts
 * @param layer the matrix of the counts; absent to detect it
 * @param label the column of {@code obs} whose labels become the types; absent for made-up types on
 *     top of the mean cell
 */
public record SimulationLike(Path file, Optional<String> layer, Optional<String> label) {}
