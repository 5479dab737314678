package org.polysome.experiment.paper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.polysome.config.Mark;
import org.polysome.config.Node;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/**
 * Of which leaves of a printed recipe, and of which keys that it leaves out, no row says a thing.
 */
final class Coverage {

  private static final String AS_PUBLISHED = "as-published";
  // Where there is none the user says where the cells lie; a recipe that names one needs a row.
  private static final String CORPUS = "data.corpus";
  private static final Node ABSENT = new Scalar("absent", Kind.TEXT, new Mark("nothing"));

  /** Keys that no paper has a say in, and why. */
  static final Map<String, String> NOT_OF_PAPERS = notOfPapers();

  private final Printed printed;
  private final List<Statement> statements;

  private Coverage(Printed printed, List<Statement> statements) {
    this.printed = printed;
    this.statements = statements;
  }

  private static Map<String, String> notOfPapers() {
    Map<String, String> reasons = new LinkedHashMap<>();
    String machine = "the machine, and no part of the result";
    reasons.put("device", machine);
    reasons.put("train.threads", machine);
    String written = "what is written on the way, and how much of it is kept";
    reasons.put("train.log-every", written);
    reasons.put("train.checkpoint-every", written);
    reasons.put("train.keep-checkpoints", written);
    reasons.put("train.keep-steps", written);
    String begun = "about a run that begins with another run's weights";
    reasons.put("train.init-from", begun);
    reasons.put("train.fitted", begun);
    String file = "of a file that the user names, worked out from it";
    for (String key : List.of("names", "tensor", "dimensions", "found")) {
      reasons.put("model.gene-encoder." + key, file);
    }
    return reasons;
  }

  /** Paths without a row and what is there, each with the runs in which it has none. */
  static List<String> gaps(Printed printed, List<Statement> statements) {
    Coverage coverage = new Coverage(printed, statements);
    Map<String, List<String>> gaps = new LinkedHashMap<>();
    for (Printed.Run run : printed.runs()) {
      coverage
          .missing(run)
          .forEach(leaf -> gaps.merge(leaf, List.of(place(run)), (some, more) -> join(some, more)));
    }
    return gaps.entrySet().stream()
        .map(gap -> gap.getKey() + " has no row" + where(gap.getValue(), printed.runs().size()))
        .toList();
  }

  private static List<String> join(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  private static String place(Printed.Run run) {
    return (run.name() + " stage " + run.stage()).strip();
  }

  private static String where(List<String> places, int all) {
    return places.size() == all ? "" : " in " + String.join(", ", places);
  }

  private Stream<String> missing(Printed.Run run) {
    Map<String, Node> leaves = Trees.leaves(run.tree());
    run.absent().stream()
        .filter(path -> !path.equals(CORPUS))
        .forEach(path -> leaves.put(path, ABSENT));
    return leaves.entrySet().stream()
        .filter(leaf -> !leaf.getKey().isEmpty() && !isExempt(leaf.getKey(), leaf.getValue()))
        .filter(leaf -> !isOfTheRoot(run, leaf.getKey(), leaf.getValue()))
        .filter(leaf -> statements.stream().noneMatch(one -> speaks(one, run, leaf.getKey())))
        .map(leaf -> leaf.getKey() + ", " + Trees.shown(leaf.getValue()) + ",");
  }

  private boolean speaks(Statement one, Printed.Run run, String leaf) {
    return one.covers(leaf)
        && printed.about(one.setting()).contains(run)
        && statements.stream().noneMatch(other -> one.yields(other, run, leaf));
  }

  /** What a data set has from the root of its recipe is looked for there. */
  private boolean isOfTheRoot(Printed.Run run, String path, Node value) {
    return printed.isData()
        && !run.name().isEmpty()
        && Trees.at(printed.runs().getFirst().tree(), path)
            .filter(node -> Trees.says(value, node))
            .isPresent();
  }

  private static boolean isExempt(String path, Node value) {
    String key = path.substring(path.lastIndexOf('.') + 1);
    boolean nothing =
        value instanceof Listing list && list.items().isEmpty()
            || value instanceof Mapping group && group.entries().isEmpty();
    return nothing
        || NOT_OF_PAPERS.keySet().stream().anyMatch(one -> Setting.isWithin(path, one))
        || (key.equals(AS_PUBLISHED) && Trees.shown(value).equals("false"))
        || PaperCheck.isWord(path);
  }
}
