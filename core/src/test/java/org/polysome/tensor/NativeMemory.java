package org.polysome.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.junit.jupiter.api.Assumptions;

/** What the C library of this process has handed out and not got back. */
public final class NativeMemory {

  /** Ten sizes; the fifth is bytes in mapped blocks, the eighth bytes in use elsewhere. */
  private static final StructLayout INFO =
      MemoryLayout.structLayout(MemoryLayout.sequenceLayout(10, ValueLayout.JAVA_LONG));

  private static final int MAPPED = 4;
  private static final int IN_USE = 7;

  private NativeMemory() {}

  /**
   * How far live native memory is from where it was, in bytes, after some work is done: the least
   * of up to 200 times. A leak shows each time, while the compilers of the JVM, which allocate and
   * free megabytes of the same memory, are at rest in some.
   */
  public static long leak(Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 200 && least > 0; i++) {
      long before = liveBytes();
      work.run();
      least = Math.min(least, Math.abs(liveBytes() - before));
    }
    return least;
  }

  /** Live bytes of native memory; skips the test where the C library does not tell. */
  public static long liveBytes() {
    Linker linker = Linker.nativeLinker();
    var function = linker.defaultLookup().find("mallinfo2");
    Assumptions.assumeTrue(function.isPresent(), "skipped: the C library has no mallinfo2");
    MethodHandle handle =
        linker.downcallHandle(function.orElseThrow(), FunctionDescriptor.of(INFO));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment info = (MemorySegment) handle.invoke((SegmentAllocator) arena);
      return info.getAtIndex(ValueLayout.JAVA_LONG, MAPPED)
          + info.getAtIndex(ValueLayout.JAVA_LONG, IN_USE);
    } catch (Throwable e) {
      throw new AssertionError("mallinfo2 cannot be called", e);
    }
  }
}
