package org.polysome.cli;

import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What the doctor says about one thing.
 *
 * @param check what was looked at
 * @param status how it is
 * @param detail what was seen
 * @param remedy what to do; absent if all is well
 */
record Finding(String check, Status status, String detail, Optional<String> remedy) {

  /** How a thing is: well, not ideal, or in the way of any work. */
  @EnumNaming(EnumNamingStrategies.LowerCaseStrategy.class)
  enum Status {
    OK,
    WARN,
    FAIL
  }

  static Finding ok(String check, String detail) {
    return new Finding(check, Status.OK, detail, Optional.empty());
  }

  static Finding warn(String check, String detail, String remedy) {
    return new Finding(check, Status.WARN, detail, Optional.of(remedy));
  }

  static Finding fail(String check, String detail, String remedy) {
    return new Finding(check, Status.FAIL, detail, Optional.of(remedy));
  }
}
