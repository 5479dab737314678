/** Simple models trained on frozen embeddings: classifiers and decoders. Layer 3. */
@org.jspecify.annotations.NullMarked
package org.polysome.metric.probe;
