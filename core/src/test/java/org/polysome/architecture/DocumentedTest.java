package org.polysome.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.polysome.architecture.SourceFiles.Declaration;

/** What users of the library see is explained. */
class DocumentedTest {

  @Test
  void everythingPublicHasJavadoc() throws IOException {
    List<Declaration> declarations = SourceFiles.declarations(SourceFiles.below(SourceFiles.MAIN));
    assertThat(declarations).hasSizeGreaterThan(300);
    assertThat(declarations)
        .filteredOn(declaration -> declaration.isPublic() && !declaration.isDocumented())
        .extracting(Declaration::name)
        .isEmpty();
  }

  @Test
  void everyPackageSaysWhatItIs() throws IOException {
    Set<Path> packages =
        SourceFiles.below(SourceFiles.MAIN, SourceFiles.BENCHMARKS).stream()
            .map(Path::getParent)
            .map(Objects::requireNonNull)
            .collect(Collectors.toSet());
    for (Path folder : packages) {
      Path info = folder.resolve("package-info.java");
      assertThat(info).exists();
      assertThat(Files.readString(info)).contains("/**");
      if (info.startsWith(SourceFiles.MAIN)) {
        assertThat(Files.readString(info)).as(info.toString()).contains("NullMarked");
      }
    }
  }
}
