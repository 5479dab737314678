package org.polysome.cli;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.util.function.IntConsumer;

/** The end of a process whose command does not stop. */
final class AbruptEnd {

  private AbruptEnd() {}

  /**
   * Ends the process at once. {@link Runtime#halt} would call the C function {@code exit}, which
   * tears down the engine under the step that is still running: the process then hangs or crashes.
   * {@code _exit} asks nobody.
   */
  static void now(int status) {
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle exit =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("_exit"), FunctionDescriptor.ofVoid(JAVA_INT));
      MethodHandleProxies.asInterfaceInstance(IntConsumer.class, exit).accept(status);
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }
}
