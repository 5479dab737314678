package org.polysome.prepare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Short names for input files: the name without what says its format, made unique. */
public final class SourceNames {

  private static final List<String> ENDINGS =
      List.of(".gz", ".h5ad", ".h5", ".csv", ".tsv", ".txt", ".mtx", ".count", ".counts");

  private SourceNames() {}

  /** One name per file, all different. */
  public static List<String> of(List<Path> files) {
    List<String> names = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Path file : files) {
      String stem = stem(file);
      String name = stem;
      for (int n = 2; !taken.add(name); n++) {
        name = stem + "-" + n;
      }
      names.add(name);
    }
    return names;
  }

  private static String stem(Path file) {
    Path last = file.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "source" : last.toString();
    for (String ending : ENDINGS) {
      boolean ends = name.toLowerCase(Locale.ROOT).endsWith(ending);
      name =
          ends && name.length() > ending.length()
              ? name.substring(0, name.length() - ending.length())
              : name;
    }
    return name;
  }
}
