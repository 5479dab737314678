package org.polysome.model;

import org.polysome.encoder.gene.GeneEncoder;
import org.polysome.encoder.value.ValueEncoder;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dropout;
import org.polysome.nn.Mode;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

/** From tokens to vectors, before anything is mixed. */
final class TokenEmbedding {

  private final GeneEncoder genes;
  private final Parameters parameters;
  private final int vocabulary;
  private final ValueEncoder values;
  private final TokenCombiner combiner;
  private final boolean clsApart;
  private final TokenPositions positions;
  private final FieldTables fields;
  private final TokenNorm norm;
  private final Dropout dropout;

  TokenEmbedding(TokenModel spec, BuildContext context) {
    parameters = context.parameters();
    vocabulary = context.sizes().genes();
    genes = spec.geneEncoder().build(context.in("gene-encoder"));
    values =
        spec.combination() instanceof Combination.GeneOnly
            ? (tokens, mode) -> tokens.normalised().unsqueeze(-1)
            : spec.valueEncoder().build(context.in("value-encoder"));
    combiner =
        spec.combination()
            .build(context.in("combination"), spec.valueEncoder().width(context.width()));
    clsApart = spec.combination().clsApart();
    positions = spec.position().build(context.in("position"));
    fields = new FieldTables(context.in("fields"), spec.fields());
    norm = spec.embeddingNorm().build(context.in("embedding-norm"));
    dropout = new Dropout(spec.embeddingDropout());
  }

  /** The vectors of all genes of the vocabulary, (genes, width). */
  Tensor geneVectors() {
    return genes.forward(Tensors.range(vocabulary, parameters.device()));
  }

  Embedded forward(ModelBatch batch, Mode mode) {
    Tensor identities = genes.forward(batch.genes());
    Tensor combined = combined(identities, batch, mode);
    Tensor placed = positions.of(batch).map(combined::add).orElse(combined);
    Tensor sum = fields.addTo(placed, batch);
    return new Embedded(identities, dropout.forward(norm.forward(sum, batch, mode), mode));
  }

  private Tensor combined(Tensor identities, ModelBatch batch, Mode mode) {
    Tensor combined = combiner.combine(identities, () -> values.forward(batch.values(), mode));
    if (!clsApart) {
      return combined;
    }
    Tensor cls = batch.values().kinds().equalTo(TokenKind.CLS.code()).unsqueeze(2);
    return Tensors.where(cls, identities.to(combined.type()), combined);
  }
}
