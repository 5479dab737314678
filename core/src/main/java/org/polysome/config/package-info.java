/**
 * The strict binder between YAML and records. Layer 0.
 *
 * <p>The way of a configuration: {@link org.polysome.config.YamlReader} makes text a {@link
 * org.polysome.config.Node} tree that remembers files and lines; {@link
 * org.polysome.config.Inheritance}, {@link org.polysome.config.Merge} and {@link
 * org.polysome.config.Assignment} make several trees one; {@link org.polysome.config.Config} binds
 * the tree to a record and writes a record back as text. A record is its own schema: components are
 * keys in kebab-case, {@link org.polysome.config.Default} gives the value of an absent key, {@link
 * org.polysome.config.Was} an old name, a sealed interface of records a choice by {@code type}, and
 * a compact constructor the range.
 */
@org.jspecify.annotations.NullMarked
package org.polysome.config;
