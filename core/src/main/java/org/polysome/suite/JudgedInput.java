package org.polysome.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.polysome.anndata.AnnDataFile;
import org.polysome.fault.UsageException;
import org.polysome.progress.Progress;
import org.polysome.random.Seeds;

/** One open input on its way to a judgement: which cells, which contenders, and what was met. */
final class JudgedInput {

  private final AnnDataFile file;
  private final AnnotationSettings settings;
  private final Progress progress;
  private final List<? extends JudgedModel> models;
  private final Optional<ExpressionSource> expression;
  private final List<String> keys;
  private final List<String> notes = new ArrayList<>();
  private final JudgedCells cells;

  JudgedInput(
      AnnDataFile file,
      AnnotationSettings settings,
      List<? extends JudgedModel> models,
      Progress progress) {
    this.file = file;
    this.settings = settings;
    this.models = models;
    this.progress = progress;
    keys = keys(file, settings, models);
    expression = ExpressionSource.of(file, settings.layer());
    cells = choose();
  }

  /** What its rows call the file. */
  String name() {
    return file.path().toString();
  }

  JudgedCells cells() {
    return cells;
  }

  /** Tells the person and the record something. */
  void note(String note) {
    notes.add(note);
    progress.say(name() + ": " + note);
  }

  private static List<String> keys(
      AnnDataFile file, AnnotationSettings settings, List<? extends JudgedModel> models) {
    if (!settings.embeddings().isEmpty()) {
      return settings.embeddings();
    }
    if (file.embeddings().isEmpty() && models.isEmpty()) {
      throw new UsageException(
          ("%s has no numeric embedding in obsm to judge; write one with `polysome embed`, or judge"
                  + " a run with --run")
              .formatted(file.path()));
    }
    return file.embeddings();
  }

  private JudgedCells choose() {
    long[] content =
        expression
            .map(matrix -> matrix.keys(progress))
            .orElseGet(() -> file.obs().index().stream().mapToLong(Seeds::of).toArray());
    boolean wide =
        (baselines() && expression.isPresent())
            || keys.stream().anyMatch(key -> file.embedding(key).columns() > AnnotationSuite.WIDE);
    int most = wide ? AnnotationSuite.SAMPLE : Integer.MAX_VALUE;
    JudgedCells chosen = JudgedCells.choose(file, settings, content, most);
    if (content.length - chosen.withoutLabel() > most) {
      note(
          "judged on %d cells drawn by their content, since an embedding or the expression that baselines are made of has more than %d dimensions"
              .formatted(most, AnnotationSuite.WIDE));
    }
    if (chosen.withoutLabel() > 0) {
      note("%d cells have no '%s'; left out".formatted(chosen.withoutLabel(), settings.label()));
    }
    if (!chosen.smallClasses().isEmpty()) {
      note(
          "classes with fewer than %d cells left out: %s"
              .formatted(JudgedCells.LEAST, String.join(", ", chosen.smallClasses().keySet())));
    }
    return chosen;
  }

  private boolean baselines() {
    return settings.baselines() != Baselines.NONE;
  }

  /** Everything that is judged: embeddings of the file, runs, baselines. */
  List<Contender> contenders() {
    var contenders = new Contenders(file, cells);
    keys.forEach(contenders::add);
    for (JudgedModel model : models) {
      contenders
          .add(model, baselines())
          .ifPresent(
              key ->
                  note("'%s' is what %s gives, and is judged once".formatted(key, model.name())));
    }
    if (baselines()) {
      contenders.addBaselines(expression());
    }
    return contenders.all();
  }

  private Optional<Expression> expression() {
    Optional<ExpressionSource> usable = expression.filter(ExpressionSource::isExpression);
    if (usable.isEmpty()) {
      note("no baselines of expression: there are neither counts nor normalised values");
    }
    return usable.map(matrix -> matrix.read(cells.rows(), progress));
  }

  InputRecord record() {
    Map<String, Integer> seen = new TreeMap<>();
    for (JudgedModel model : models) {
      OptionalInt count = model.seenInTraining(file, cells.rows());
      count.ifPresent(known -> seen.put(model.name(), known));
    }
    return new InputRecord(
        name(),
        file.obs().rows(),
        cells.size(),
        cells.withoutLabel(),
        cells.smallClasses(),
        cells.labels().names().size(),
        expression.map(ExpressionSource::description).orElse("none"),
        seen,
        notes);
  }
}
