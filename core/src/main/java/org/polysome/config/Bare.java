package org.polysome.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the component of a choice that a single value stands for: where {@code Fraction(@Bare
 * double share)} is a choice of {@code validation}, {@code validation: 0.1} is short for {@code
 * {type: fraction, share: 0.1}}. A number stands for the choice that marks a number, any text that
 * is not the name of a choice for the one that marks a text. In a record that is no choice, the
 * value stands for the record with every other component at its default, and it is written that
 * way.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bare {}
