package org.polysome.model;

import org.polysome.backbone.Backbone;
import org.polysome.backbone.Sequence;
import org.polysome.encoder.gene.GeneEncoder;
import org.polysome.encoder.value.ValueEncoder;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dropout;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** {@link TokenModel} at work. */
final class LiveTokenModel implements CellModel {

  private final GeneEncoder genes;
  private final ValueEncoder values;
  private final TokenNorm norm;
  private final Dropout dropout;
  private final Backbone backbone;
  private final Pooling pooling;

  LiveTokenModel(TokenModel spec, BuildContext context) {
    genes = spec.geneEncoder().build(context.in("gene-encoder"));
    values = spec.valueEncoder().build(context.in("value-encoder"));
    norm = spec.embeddingNorm().build(context.in("embedding-norm"));
    dropout = new Dropout(spec.embeddingDropout());
    backbone = spec.backbone().build(context.in("backbone"));
    pooling = spec.pooling();
  }

  @Override
  public Encoded encode(ModelBatch batch, Mode mode) {
    Tensor identities = genes.forward(batch.genes());
    Tensor sum = identities.add(values.forward(batch.values()));
    Tensor embedded = dropout.forward(norm.forward(sum, batch, mode), mode);
    Sequence sequence =
        new Sequence(embedded, batch.genes(), batch.values().kinds(), batch.present());
    Tensor tokens = backbone.forward(sequence, mode);
    return new Encoded(identities, tokens, pooling.pool(tokens, batch));
  }
}
