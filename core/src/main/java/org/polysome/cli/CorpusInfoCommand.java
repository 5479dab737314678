package org.polysome.cli;

import java.nio.file.Path;
import org.polysome.corpus.Corpus;
import org.polysome.corpus.CorpusText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code polysome corpus info}. */
@Command(
    name = "info",
    description = "Say what is in a corpus, and whether it is whole.",
    footer = {"", "Example:", "  polysome corpus info corpus --verify"})
final class CorpusInfoCommand implements Runnable {

  @Mixin private Session session;

  @Parameters(index = "0", paramLabel = "DIR", description = "The corpus folder.")
  private Path folder;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(names = "--verify", description = "Read every file and compare its checksum.")
  private boolean verify;

  @Override
  public void run() {
    try (Corpus corpus = Corpus.open(folder)) {
      if (verify) {
        corpus.verify();
        session.progress().say(folder + ": every file is as it was written");
      }
      if (json) {
        session.results().println(CorpusText.json(corpus.info()));
      } else {
        CorpusText.lines(corpus).forEach(session.results()::println);
      }
    }
  }
}
