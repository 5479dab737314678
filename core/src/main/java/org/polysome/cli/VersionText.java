package org.polysome.cli;

import java.util.stream.Stream;
import org.polysome.provenance.Build;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: Polysome, its commit, Java and the machine. */
final class VersionText implements IVersionProvider {

  @Override
  public String[] getVersion() {
    Build build = Build.current();
    String commit = build.commit().map(" (%s)"::formatted).orElse("");
    return Stream.of(
            "polysome " + build.version() + commit,
            "Java " + System.getProperty("java.version"),
            System.getProperty("os.name") + " " + System.getProperty("os.arch"))
        .toArray(String[]::new);
  }
}
