package org.polysome.train;

import java.nio.file.Path;
import java.util.Optional;
import org.polysome.config.Default;

/**
 * The cells to train on.
 *
 * @param corpus the corpus folder
 * @param select a query over {@code obs} that training and validation cells satisfy; absent for all
 * @param validation which cells are held out
 */
public record DataSpec(
    Path corpus, Optional<String> select, @Default("none") ValidationSpec validation) {}
