package org.polysome.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names that a component's key, or a record's {@code type}, had in earlier versions. Configurations
 * that use them stay readable; what is written uses the new name.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Was {

  /** The old names, in kebab-case. */
  String[] value();
}
