package org.polysome.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a list that may also be given as a single value: {@code corpus: lung/} is short for {@code
 * corpus: [lung/]}. It is written that way too where it can be; a list that is empty by default is
 * not written while it is empty.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface OneOrMore {}
