package org.polysome.anndata.hdf5;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.LongPointer;
import org.polysome.fault.DataException;

/**
 * Texts as the library wants them: an array of addresses of zero-terminated UTF-8, all in one piece
 * of native memory.
 */
final class NativeTexts implements AutoCloseable {

  private final BytePointer bytes;
  private final LongPointer addresses;

  NativeTexts(List<String> texts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    long[] offsets = new long[texts.size()];
    for (int i = 0; i < offsets.length; i++) {
      String text = texts.get(i);
      if (text.indexOf('\0') >= 0) {
        throw new DataException(
            "the text '"
                + text.replace('\0', '?')
                + "' has a zero character, which h5ad cannot hold");
      }
      offsets[i] = joined.size();
      joined.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      joined.write(0);
    }
    bytes = new BytePointer(Math.max(1, joined.size()));
    bytes.put(joined.toByteArray(), 0, joined.size());
    addresses = new LongPointer(Math.max(1, offsets.length));
    for (int i = 0; i < offsets.length; i++) {
      addresses.put(i, bytes.address() + offsets[i]);
    }
  }

  /** The addresses of the texts in order. */
  LongPointer addresses() {
    return addresses;
  }

  @Override
  public void close() {
    addresses.close();
    bytes.close();
  }
}
