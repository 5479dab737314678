package org.polysome.model;

import org.polysome.backbone.Backbone;
import org.polysome.backbone.Sequence;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** {@link TokenModel} at work. */
final class LiveTokenModel implements TokenCellModel {

  private final TokenModel spec;
  private final TokenEmbedding embedding;
  private final Backbone backbone;
  private final boolean tokenStates;
  private final LabelEncoder.LabelVectors labels;

  LiveTokenModel(TokenModel spec, BuildContext context) {
    this.spec = spec;
    embedding = new TokenEmbedding(spec, context);
    backbone = spec.backbone().build(context.in("backbone"));
    tokenStates = spec.traits().tokenStates();
    labels = spec.labelEncoder().build(context.in("label-encoder"));
  }

  private LiveTokenModel(LiveTokenModel whole, Backbone backbone, boolean tokenStates) {
    this.spec = whole.spec;
    this.embedding = whole.embedding;
    this.backbone = backbone;
    this.tokenStates = tokenStates;
    this.labels = whole.labels;
  }

  @Override
  public LiveTokenModel after(int block) {
    if (block == 0) {
      return new LiveTokenModel(this, (sequence, mode) -> sequence.embedded(), true);
    }
    return block == spec.layers()
        ? this
        : new LiveTokenModel(this, backbone.first(block), tokenStates);
  }

  @Override
  public LiveTokenModel toEmbed() {
    return after(spec.embeddingBlock());
  }

  @Override
  public ModelBatch read(ModelBatch batch) {
    return batch;
  }

  @Override
  public Embedded embed(ModelBatch batch, Mode mode) {
    return embedding.forward(batch, mode);
  }

  @Override
  public Encoded encode(Embedded start, ModelBatch batch, Mode mode) {
    Tensor tokens = backbone.forward(sequence(start, batch), mode);
    Tensor cells = spec.pooling().pool(tokens, batch);
    Tensor states = tokenStates ? tokens : tokens.narrow(1, 0, 0);
    return new Encoded(start.genes(), states, cells, labels.of(batch));
  }

  private static Sequence sequence(Embedded start, ModelBatch batch) {
    return new Sequence(start.tokens(), batch.genes(), batch.values().kinds(), batch.present());
  }

  @Override
  public Tensor attention(ModelBatch batch, int block) {
    return backbone.attention(sequence(embed(batch, Mode.EVALUATION), batch), block);
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
