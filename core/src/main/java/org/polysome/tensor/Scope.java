package org.polysome.tensor;

import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;

/**
 * Frees the native memory of every tensor made inside it by this thread when it closes; scopes
 * nest. One step of training or one batch of embedding runs in one scope, with parameters and
 * optimiser state held outside it ({@link Parameters}). Without a scope, native memory waits for
 * the garbage collector, which does not see how large it is.
 */
public final class Scope implements AutoCloseable {

  private final Optional<PointerScope> outer;
  private final PointerScope inner;

  /** Opens a scope in this thread. */
  public Scope() {
    Engine.load();
    outer = Optional.ofNullable(PointerScope.getInnerScope());
    inner = new PointerScope();
  }

  /**
   * Lets a tensor out: it now lives as long as the enclosing scope or, where there is none, until
   * {@link Tensor#close()}.
   */
  public Tensor keep(Tensor tensor) {
    outer.ifPresentOrElse(scope -> scope.attach(tensor.pointer()), tensor::retain);
    return tensor;
  }

  @Override
  public void close() {
    inner.close();
  }
}
