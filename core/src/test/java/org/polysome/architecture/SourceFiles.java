package org.polysome.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The source files of the repository, parsed but not compiled. */
final class SourceFiles {

  static final Path MAIN = Path.of("src", "main", "java");
  static final Path TESTS = Path.of("src", "test", "java");
  static final Path BENCHMARKS = Path.of("..", "benchmarks", "src", "main", "java");

  private SourceFiles() {}

  /**
   * A method, constructor or type as written.
   *
   * @param name file, then type and method
   * @param lines from the first to the last
   * @param isPublic whether users of the library see it, with all that encloses it
   * @param isDocumented whether it has javadoc or is an override
   */
  record Declaration(
      String name, boolean isType, int lines, boolean isPublic, boolean isDocumented) {}

  /** Every Java file below some folders. */
  static List<Path> below(Path... roots) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path root : roots) {
      if (Files.isDirectory(root)) {
        try (Stream<Path> paths = Files.walk(root)) {
          paths.filter(path -> path.toString().endsWith(".java")).sorted().forEach(files::add);
        }
      }
    }
    return files;
  }

  /** Every type and method declared in some files. */
  static List<Declaration> declarations(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      List<Declaration> found = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        new Scanner(unit, DocTrees.instance(task), found).scan(unit, null);
      }
      return found;
    }
  }

  private static final class Scanner extends TreePathScanner<@Nullable Void, @Nullable Void> {

    private final CompilationUnitTree unit;
    private final DocTrees trees;
    private final List<Declaration> found;

    Scanner(CompilationUnitTree unit, DocTrees trees, List<Declaration> found) {
      this.unit = unit;
      this.trees = trees;
      this.found = found;
    }

    @Override
    public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
      if (!type.getSimpleName().isEmpty()) {
        add(type, true, type.getSimpleName().toString(), type.getModifiers());
      }
      return super.visitClass(type, nothing);
    }

    @Override
    public @Nullable Void visitMethod(MethodTree method, @Nullable Void nothing) {
      String owner =
          getCurrentPath().getParentPath().getLeaf() instanceof ClassTree type
              ? type.getSimpleName() + "."
              : "";
      add(method, false, owner + method.getName(), method.getModifiers());
      return super.visitMethod(method, nothing);
    }

    private void add(Tree tree, boolean isType, String name, ModifiersTree modifiers) {
      long start = trees.getSourcePositions().getStartPosition(unit, tree);
      long end = trees.getSourcePositions().getEndPosition(unit, tree);
      if (start < 0 || end < 0) {
        return; // made by the compiler
      }
      int lines =
          (int) (unit.getLineMap().getLineNumber(end) - unit.getLineMap().getLineNumber(start) + 1);
      boolean isDocumented = trees.getDocComment(getCurrentPath()) != null || isOverride(modifiers);
      Path file = Path.of(unit.getSourceFile().toUri());
      found.add(
          new Declaration(
              file.getFileName() + ": " + name, isType, lines, isVisible(), isDocumented));
    }

    private static boolean isOverride(ModifiersTree modifiers) {
      return modifiers.getAnnotations().stream()
          .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
    }

    /** Public itself, or in a public interface, and so is everything around it. */
    private boolean isVisible() {
      TreePath path = getCurrentPath();
      while (path != null && !(path.getLeaf() instanceof CompilationUnitTree)) {
        if (!isVisible(path)) {
          return false;
        }
        path = path.getParentPath();
      }
      return true;
    }

    private static boolean isVisible(TreePath path) {
      ModifiersTree modifiers =
          switch (path.getLeaf()) {
            case ClassTree type -> type.getModifiers();
            case MethodTree method -> method.getModifiers();
            default -> null;
          };
      if (modifiers == null || modifiers.getFlags().contains(Modifier.PRIVATE)) {
        return false;
      }
      Tree parent = path.getParentPath().getLeaf();
      boolean inInterface =
          parent.getKind() == Tree.Kind.INTERFACE || parent.getKind() == Tree.Kind.ANNOTATION_TYPE;
      return inInterface || modifiers.getFlags().contains(Modifier.PUBLIC);
    }
  }
}
