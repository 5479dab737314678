package org.polysome.documentation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One fenced block of a Markdown page.
 *
 * @param line of its opening fence, from 1
 * @param language first word after the fence
 * @param attributes further words after it, such as {@code needs=data}
 * @param text between the fences
 */
record Block(int line, String language, List<String> attributes, String text) {

  private static final Pattern FENCED =
      Pattern.compile("^```(\\S+)([^\\n]*)\\n(.*?)^```\\s*$", Pattern.MULTILINE | Pattern.DOTALL);

  /** The blocks of a page, in order. */
  static List<Block> of(String page) {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = FENCED.matcher(page);
    while (matcher.find()) {
      int line = (int) page.substring(0, matcher.start()).lines().count() + 1;
      List<String> words =
          Arrays.stream(matcher.group(2).strip().split("\\s+")).filter(w -> !w.isEmpty()).toList();
      blocks.add(new Block(line, matcher.group(1), words, matcher.group(3)));
    }
    return blocks;
  }

  boolean isShell() {
    return language.equals("sh") || language.equals("bash");
  }

  boolean isJava() {
    return language.equals("java");
  }

  /** What the block needs that a machine may lack: data, network. */
  Optional<String> needs() {
    return attributes.stream()
        .filter(word -> word.startsWith("needs="))
        .map(word -> word.substring("needs=".length()))
        .findFirst();
  }
}
