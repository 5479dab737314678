package org.polysome.anndata.hdf5;

import io.jhdf.exceptions.HdfFilterException;
import io.jhdf.filter.Filter;
import java.util.Arrays;
import org.polysome.matrix.ArraySize;

/**
 * The LZF filter (h5py's {@code compression="lzf"}). The reader's own needs to be told the length
 * of the output, which variable-length text does not say, and loads a class that makes Java 25
 * print warnings. Found by the reader through {@code META-INF/services}.
 *
 * <p>The format is a row of instructions: a byte below 32 says how many literal bytes follow; any
 * other is a copy from earlier output, with its length in the upper three bits (seven means that
 * another byte adds to it) and its distance in the rest and the next byte.
 */
public final class LzfFilter implements Filter {

  private static final int LZF = 32000;
  private static final int LENGTH_PARAMETER = 2;
  private static final int LITERALS = 32;

  /** Made by the service loader. */
  public LzfFilter() {}

  @Override
  public int getId() {
    return LZF;
  }

  @Override
  public String getName() {
    return "lzf";
  }

  @Override
  public byte[] decode(byte[] in, int[] parameters) {
    boolean known = parameters.length > LENGTH_PARAMETER && parameters[LENGTH_PARAMETER] > 0;
    int expected =
        known ? parameters[LENGTH_PARAMETER] : (int) Math.min(ArraySize.MOST, 4L * in.length);
    // a chunk that would not shrink is stored as it is
    return known && in.length == expected ? in : expand(in, new byte[expected]);
  }

  private static byte[] expand(byte[] in, byte[] first) {
    byte[] out = first;
    int to = 0;
    int at = 0;
    while (at < in.length) {
      int control = in[at++] & 0xFF;
      int length = control < LITERALS ? control + 1 : (control >> 5) + 2;
      if (control >> 5 == 7) {
        length += in[at++] & 0xFF;
      }
      if (to + length > out.length) {
        out = Arrays.copyOf(out, Math.max(to + length, out.length * 2));
      }
      if (control < LITERALS) {
        System.arraycopy(in, at, out, to, length);
        at += length;
        to += length;
      } else {
        int from = to - ((control & 31) << 8 | in[at++] & 0xFF) - 1;
        if (from < 0) {
          throw new HdfFilterException("an LZF copy reaches before the beginning");
        }
        for (int i = 0; i < length; i++) {
          out[to++] = out[from++]; // byte by byte, since the two may overlap
        }
      }
    }
    return to == out.length ? out : Arrays.copyOf(out, to);
  }
}
