package org.polysome.model;

import org.polysome.backbone.Backbone;
import org.polysome.backbone.Sequence;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Layer;
import org.polysome.nn.LayerNorm;
import org.polysome.nn.Linear;
import org.polysome.nn.Mode;
import org.polysome.tensor.Tensor;

/** {@link EncoderDecoder} at work: parameters {@code in}, {@code backbone} and {@code norm}. */
final class LiveEncoderDecoder implements CellModel {

  private static final double EPSILON = 1e-5;

  private final LiveTokenModel encoder;
  private final DecoderPart spec;
  private final Linear entry;
  private final Backbone backbone;
  private final Layer last;

  LiveEncoderDecoder(EncoderDecoder spec, LiveTokenModel encoder, BuildContext context) {
    this.encoder = encoder;
    this.spec = spec.decoder();
    entry = Linear.of(context.in("in"), spec.encoder().width(), context.width());
    backbone = spec.decoder().backbone().build(context.in("backbone"));
    last =
        spec.decoder().lastNorm()
            ? new LayerNorm(context.in("norm"), context.width(), EPSILON)
            : (input, mode) -> input;
  }

  LiveTokenModel encoder() {
    return encoder;
  }

  @Override
  public Encoded encode(ModelBatch batch, Mode mode) {
    SeenTokens seen = SeenTokens.of(batch);
    Encoded read = encoder.encode(seen.gather(batch), mode);
    TokenEmbedding.Embedded start = encoder.embedded(batch, mode);
    Tensor entered = entry.forward(seen.scatter(start.tokens(), left(read)));
    Tensor tokens =
        backbone.forward(
            new Sequence(entered, batch.genes(), batch.values().kinds(), batch.present()), mode);
    Tensor genes = entry.forward(start.genes());
    return new Encoded(genes, last.forward(tokens, mode), read.cells(), read.labels());
  }

  /** The encoder's states as the decoder reads them. */
  private Tensor left(Encoded read) {
    return spec.genesAgain() ? read.tokens().add(read.genes()) : read.tokens();
  }

  @Override
  public Tensor cells(ModelBatch batch, Mode mode) {
    return encoder.cells(SeenTokens.of(batch).gather(batch), mode);
  }

  /** The encoder without its blocks: the decoder takes no part in the state of a cell. */
  @Override
  public CellModel withoutBlocks() {
    CellModel reader = encoder.withoutBlocks();
    return (batch, mode) -> reader.encode(SeenTokens.of(batch).gather(batch), mode);
  }

  /** As wide as the decoder's states: the way they enter it. */
  @Override
  public Tensor geneVectors() {
    return entry.forward(encoder.geneVectors());
  }

  @Override
  public void atStep(long step) {
    encoder.atStep(step);
    backbone.atStep(step);
  }
}
