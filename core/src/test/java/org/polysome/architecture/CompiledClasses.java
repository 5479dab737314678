package org.polysome.architecture;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.classfile.constantpool.Utf8Entry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.polysome.ClassPath;

/**
 * The compiled classes of the library and the names they mention. The constant pool holds every
 * name that a class uses: types, descriptors, signatures and annotations. The names of classes
 * begin with a capital, except bytedeco's.
 */
final class CompiledClasses {

  private static final Pattern NAME =
      Pattern.compile(
          "(?:^|[L<;(\\[])((?:org|io|picocli)/(?:[a-z0-9_]+/)*[A-Z]\\w*|org/bytedeco/(?:\\w+/)*\\w+)");

  private CompiledClasses() {}

  /**
   * One class and what it mentions.
   *
   * @param name with dots
   * @param mentioned names of classes, with dots
   */
  record Mentions(String name, Set<String> mentioned) {

    String packageName() {
      return packageOf(name);
    }
  }

  static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.'));
  }

  /** Every class of {@code org.polysome}, tests not included. */
  static List<Mentions> all() throws IOException {
    Path root = ClassPath.classes();
    List<Mentions> classes = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        classes.add(mentions(ClassFile.of().parse(file)));
      }
    }
    return classes;
  }

  private static Mentions mentions(ClassModel model) {
    Set<String> names = new TreeSet<>();
    for (PoolEntry entry : model.constantPool()) {
      if (entry instanceof Utf8Entry text) {
        Matcher matcher = NAME.matcher(text.stringValue());
        while (matcher.find()) {
          names.add(matcher.group(1).replace('/', '.'));
        }
      }
    }
    return new Mentions(model.thisClass().asInternalName().replace('/', '.'), names);
  }
}
