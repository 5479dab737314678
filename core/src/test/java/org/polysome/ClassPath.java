package org.polysome;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.polysome.fault.PolysomeException;

/** The class path of these tests, whatever started them, to start Polysome in another process. */
public final class ClassPath {

  private ClassPath() {}

  /** Every jar that the class loader sees: each has a manifest. */
  public static Set<Path> jars() throws IOException {
    Set<Path> jars = new LinkedHashSet<>();
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    List<URL> manifests = Collections.list(loader.getResources(JarFile.MANIFEST_NAME));
    for (URL manifest : manifests) {
      if (manifest.openConnection() instanceof JarURLConnection connection) {
        jars.add(Path.of(connection.getJarFile().getName()));
      }
    }
    return jars;
  }

  /** The classes of the library, and every jar, as {@code java -cp} wants it. */
  public static String text() throws IOException {
    return Stream.concat(Stream.of(classes()), jars().stream())
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The folder of the library's compiled classes. */
  public static Path classes() {
    try {
      return Path.of(
          PolysomeException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes lie at no path", e);
    }
  }
}
