package org.polysome.config;

import java.util.ArrayList;
import java.util.List;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;

/**
 * Configurations that begin with {@code extends: another}: the other one below, this one on top.
 */
public final class Inheritance {

  static final String EXTENDS = "extends";

  /** Finds a configuration by the name or path after {@code extends}. */
  @FunctionalInterface
  public interface Resolver {

    /**
     * The tree of a name.
     *
     * @param name as written
     * @param from where it was written, for a path relative to that file
     */
    Node resolve(String name, Mark from);
  }

  private Inheritance() {}

  /**
   * The whole tree, without the key {@code extends}.
   *
   * @throws org.polysome.fault.UsageException if a configuration extends itself
   */
  public static Node resolve(Node tree, Resolver resolver) {
    return resolve(tree, resolver, List.of());
  }

  private static Node resolve(Node tree, Resolver resolver, List<String> chain) {
    if (!(tree instanceof Mapping mapping) || !mapping.entries().containsKey(EXTENDS)) {
      return tree;
    }
    Mapping own = mapping.without(EXTENDS);
    Node named = java.util.Objects.requireNonNull(mapping.entries().get(EXTENDS));
    if (!(named instanceof Scalar name) || name.kind() != Kind.TEXT) {
      throw Faults.expected("the name or path of a recipe", named, KeyPath.ROOT.child(EXTENDS));
    }
    List<String> longer = new ArrayList<>(chain);
    longer.add(name.text());
    if (chain.contains(name.text())) {
      throw Faults.at(name.mark(), "extends goes in a circle: " + String.join(" -> ", longer));
    }
    Node base = resolve(resolver.resolve(name.text(), name.mark()), resolver, longer);
    return Merge.over(base, own);
  }
}
