package org.polysome.fault;

/** A training whose numbers are no longer numbers: its settings cannot be used as they are. */
public final class DivergedException extends PolysomeException {

  private static final long serialVersionUID = 1L;

  /** A fault that says where, and which state is the last good one. */
  public DivergedException(String message) {
    super(message);
  }

  @Override
  public int exitStatus() {
    return 1;
  }
}
