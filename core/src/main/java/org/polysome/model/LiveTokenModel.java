package org.polysome.model;

import org.polysome.backbone.Backbone;
import org.polysome.backbone.Sequence;
import org.polysome.fault.UsageException;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** {@link TokenModel} at work. */
final class LiveTokenModel implements CellModel {

  private final TokenEmbedding embedding;
  private final Backbone backbone;
  private final Pooling pooling;
  private final boolean tokenStates;
  private final LabelEncoder.LabelVectors labels;

  LiveTokenModel(TokenModel spec, BuildContext context) {
    embedding = new TokenEmbedding(spec, context);
    backbone = spec.backbone().build(context.in("backbone"));
    pooling = spec.pooling();
    tokenStates = spec.traits().tokenStates();
    labels = spec.labelEncoder().build(context.in("label-encoder"));
  }

  private LiveTokenModel(LiveTokenModel whole) {
    embedding = whole.embedding;
    backbone = (sequence, mode) -> sequence.embedded();
    pooling = whole.pooling;
    tokenStates = true;
    labels = whole.labels;
  }

  @Override
  public CellModel withoutBlocks() {
    if (!tokenStates) {
      throw new UsageException(
          "layer 0 of the model: its backbone gives one state per cell, so that nothing says how to"
              + " pool the embedding of tokens");
    }
    return new LiveTokenModel(this);
  }

  /** The tokens before anything is mixed. */
  TokenEmbedding.Embedded embedded(ModelBatch batch, Mode mode) {
    return embedding.forward(batch, mode);
  }

  @Override
  public Encoded encode(ModelBatch batch, Mode mode) {
    TokenEmbedding.Embedded start = embedded(batch, mode);
    Sequence sequence =
        new Sequence(start.tokens(), batch.genes(), batch.values().kinds(), batch.present());
    Tensor tokens = backbone.forward(sequence, mode);
    Tensor cells = pooling.pool(tokens, batch);
    Tensor states = tokenStates ? tokens : tokens.narrow(1, 0, 0);
    return new Encoded(start.genes(), states, cells, labels.of(batch));
  }

  @Override
  public Tensor geneVectors() {
    return embedding.geneVectors();
  }

  @Override
  public void atStep(long step) {
    backbone.atStep(step);
  }
}
