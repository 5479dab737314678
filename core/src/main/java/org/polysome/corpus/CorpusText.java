package org.polysome.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** What is in a corpus, for a person or a program. */
public final class CorpusText {

  private static final int MOST_LABELS = 6;

  private CorpusText() {}

  /** As JSON, the text of {@code corpus.json}. */
  public static String json(CorpusInfo info) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(info);
  }

  /** As lines. */
  public static List<String> lines(Corpus corpus) {
    CorpusInfo info = corpus.info();
    List<String> lines = new ArrayList<>();
    lines.add(
        text(
            "%,d cells x %,d genes (%s%s), schema %d, polysome %s",
            info.cells(),
            info.vocabulary().genes(),
            info.geneIdType(),
            info.organism().map(name -> ", " + name).orElse(""),
            info.schema(),
            info.polysome()));
    lines.add(
        text(
            "%,d stored counts, %.0f counts and %.0f genes in a mean cell, largest count %s",
            info.entries(),
            info.totalCounts() / info.cells(),
            (double) info.entries() / info.cells(),
            Float.toString((float) info.largestCount())));
    lines.add(
        text(
            "%,d bytes on disk",
            info.files().stream().mapToLong(CorpusInfo.FileInfo::bytes).sum()));
    info.settings().where().ifPresent(where -> lines.add("where       " + where));
    info.settings().filter().forEach(limit -> lines.add("filter      " + limit));
    if (info.settings().fraction() < 1) {
      lines.add("fraction    " + info.settings().fraction());
    }
    for (SourceInfo source : info.sources()) {
      lines.add(
          text(
              "source      %s (%s): %,d cells kept of %s; measured %,d of the genes",
              source.name(),
              source.matrix(),
              source.qc().kept(),
              source.qc().words(),
              source.genesMeasured()));
    }
    info.obs().stream().skip(1).forEach(column -> lines.add(column(corpus, column)));
    return lines;
  }

  private static String column(Corpus corpus, ColumnInfo column) {
    String type = column.type().name().toLowerCase(Locale.ROOT);
    boolean labels =
        column.type() == ColumnInfo.Type.CATEGORICAL || column.type() == ColumnInfo.Type.ORDERED;
    if (!labels) {
      return text("obs         %s: %s", column.name(), type);
    }
    LabelColumn values = LabelColumn.of(corpus.obs(column.name()).orElseThrow());
    List<String> categories = values.categories();
    return text(
        "obs         %s: %s, %,d labels: %s%s",
        column.name(),
        type,
        categories.size(),
        String.join(", ", categories.subList(0, Math.min(MOST_LABELS, categories.size()))),
        categories.size() > MOST_LABELS ? ", ..." : "");
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
