package org.polysome.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the source says about a type, as Markdown.
 *
 * @param text the description
 * @param components what it says about each component, by its name in Java
 */
record RecordDocs(String text, Map<String, String> components) {

  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final Pattern PARAMETER = Pattern.compile("@param (\\w+) ([^@]*)");
  private static final Pattern INLINE = Pattern.compile("\\{@(?:code|literal) ([^}]*)}");
  private static final Pattern LINK =
      Pattern.compile("\\{@link(?:plain)? #?([^} ]*)(?: ([^}]*))?}");

  static RecordDocs of(Class<?> type) {
    String comment = comment(type);
    int tags = Math.max(0, indexOfTag(comment));
    Map<String, String> components = new LinkedHashMap<>();
    Matcher parameter = PARAMETER.matcher(markdown(comment.substring(tags)));
    while (parameter.find()) {
      components.put(parameter.group(1), parameter.group(2).strip());
    }
    return new RecordDocs(markdown(comment.substring(0, tags)).strip(), components);
  }

  private static int indexOfTag(String comment) {
    Matcher tag = Pattern.compile("(?m)^@").matcher(comment);
    return tag.find() ? tag.start() : comment.length();
  }

  /** The javadoc before the declaration, without its stars. */
  private static String comment(Class<?> type) {
    Pattern declaration =
        Pattern.compile(
            "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[^\\n]*\\n\\s*)*"
                + "(?:(?:public|static|sealed|final|private) )*(?:record|interface|enum) "
                + type.getSimpleName()
                + "\\b",
            Pattern.DOTALL);
    Matcher found = declaration.matcher(source(type));
    return found.find() ? found.group(1).replaceAll("(?m)^\\s*\\* ?", "").strip() : "";
  }

  private static String source(Class<?> type) {
    Class<?> top = type;
    while (top.getEnclosingClass() != null) {
      top = top.getEnclosingClass();
    }
    Path file = SOURCES.resolve(top.getName().replace('.', '/') + ".java");
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String markdown(String javadoc) {
    String code = INLINE.matcher(javadoc.replace('\n', ' ')).replaceAll("`$1`");
    String linked =
        LINK.matcher(code)
            .replaceAll(
                link -> {
                  String label = link.group(2) == null ? link.group(1) : link.group(2);
                  return Matcher.quoteReplacement(label.substring(label.lastIndexOf('.') + 1));
                });
    return linked
        .replaceAll("</?(?:p|em|b|i)>", " ")
        .replaceAll(" {2,}", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("|", "\\|");
  }
}
