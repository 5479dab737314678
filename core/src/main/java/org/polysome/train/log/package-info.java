/** What a run writes down as it goes: {@code metrics.jsonl} and TensorBoard events. Layer 7. */
@org.jspecify.annotations.NullMarked
package org.polysome.train.log;
