package org.polysome.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The value that a record component has where the configuration does not give its key. A given
 * group of keys is merged over a default group: a default of {@code {type: soft-bins, bins: 20}}
 * and a given {@code {bins: 30}} make soft bins with 30 bins.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Default {

  /** The value in YAML syntax, such as {@code 64}, {@code soft-bins} or {@code []}. */
  String value();
}
