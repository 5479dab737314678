package org.polysome.backbone;

import org.polysome.nn.BuildContext;
import org.polysome.nn.Dropout;
import org.polysome.nn.Layer;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/**
 * The feed-forward layers of a block, parameters {@code up} and {@code down}: {@code down(act(up
 * x))}, or with a gate (arXiv 2002.05202) {@code down(act(a) * b)} where {@code a, b} are the two
 * halves of {@code up x}.
 */
final class FeedForward implements Layer {

  private final BlockForm form;
  private final Linear up;
  private final Linear down;
  private final Dropout dropout;

  FeedForward(BuildContext context, BlockForm form) {
    int outputs = form.glu() ? 2 * form.feedForward() : form.feedForward();
    this.form = form;
    up = Linear.of(context.in("up"), context.width(), outputs, form.bias());
    down = Linear.of(context.in("down"), form.feedForward(), context.width(), form.bias());
    dropout = new Dropout(form.feedForwardDropout());
  }

  @Override
  public Tensor forward(Tensor tokens, Mode mode) {
    return down.forward(dropout.forward(activated(up.forward(tokens)), mode));
  }

  private Tensor activated(Tensor raised) {
    if (!form.glu()) {
      return form.activation().apply(raised);
    }
    int half = form.feedForward();
    return form.activation()
        .apply(raised.narrow(-1, 0, half))
        .multiply(raised.narrow(-1, half, half));
  }
}
