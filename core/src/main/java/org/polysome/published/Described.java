package org.polysome.published;

import java.util.List;
import java.util.Map;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.tokenizer.Fitted;
import org.polysome.train.Plan;

/**
 * A published model in our terms.
 *
 * @param weights its tensors
 * @param plan the experiment that it is
 * @param vocabulary the genes that it knows
 * @param fitted what its tokenizer knows of the training cells
 * @param labels the labels that it reads
 * @param book which of its tensors is which of ours
 * @param notes what a user ought to know, a line each
 */
record Described(
    WeightFile weights,
    Plan plan,
    Vocabulary vocabulary,
    Fitted fitted,
    Map<String, LabelDictionary> labels,
    RuleBook book,
    List<String> notes) {}
