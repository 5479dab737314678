package org.polysome.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.polysome.encoder.gene.MatchedVectors;
import org.polysome.files.AtomicOutput;
import org.polysome.files.IoFaults;
import org.polysome.genes.Vocabulary;
import org.polysome.objective.LabelDictionary;
import org.polysome.provenance.Manifest;
import org.polysome.tokenizer.Fitted;
import org.polysome.train.store.Checkpoints;

/**
 * What a run folder holds before the first step.
 *
 * @param plan the resolved plan
 * @param vocabulary the genes of the corpus
 * @param fitted what the tokenizer knows of the training cells
 * @param labels the labels of the columns that are read
 * @param vectors pretrained vectors of genes, if the model starts from some
 * @param manifest versions, seeds, inputs
 * @param earlier what is trained before it, in order
 */
record NewRun(
    Plan plan,
    Vocabulary vocabulary,
    Fitted fitted,
    Map<String, LabelDictionary> labels,
    Optional<MatchedVectors> vectors,
    Manifest manifest,
    List<Plan> earlier) {

  /** A run that starts from no vectors. */
  NewRun(
      Plan plan,
      Vocabulary vocabulary,
      Fitted fitted,
      Map<String, LabelDictionary> labels,
      Manifest manifest,
      List<Plan> earlier) {
    this(plan, vocabulary, fitted, labels, Optional.empty(), manifest, earlier);
  }

  /**
   * Writes the folder. It appears whole, so that a run that is there can be resumed.
   *
   * @throws org.polysome.fault.UsageException if it exists and may not be replaced
   */
  void write(Path target, boolean force) {
    write(target, force, folder -> {});
  }

  /**
   * Writes the folder with more in it.
   *
   * @param more writes into the folder before it appears
   */
  void write(Path target, boolean force, Consumer<Path> more) {
    try (AtomicOutput output = AtomicOutput.folder(target, force, RunFolder.HEADER)) {
      Path folder = output.path();
      RunFolder.writeHeader(folder);
      RunFolder.writePlan(folder, plan);
      RunFolder.write(folder.resolve(RunFolder.MANIFEST), manifest.toJson());
      vocabulary.write(folder.resolve(RunFolder.VOCABULARY), false);
      FittedFiles.write(folder, fitted, vocabulary);
      if (!labels.isEmpty()) {
        RunFolder.write(folder.resolve(RunFolder.LABELS), LabelDictionaries.text(labels));
      }
      Stages.write(folder, earlier);
      vectors.ifPresent(matched -> GeneVectorFiles.write(folder, matched, vocabulary));
      Files.createDirectory(Checkpoints.of(folder).folder());
      more.accept(folder);
      output.commit();
    } catch (IOException e) {
      throw IoFaults.writing(target, e);
    }
  }
}
