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
final class LiveEncoderDecoder implements TokenCellModel {

  private static final double EPSILON = 1e-5;

  private final LiveTokenModel encoder;
  private final Reading reading;
  private final DecoderPart spec;
  private final Linear entry;
  private final Backbone backbone;
  private final Layer last;

  LiveEncoderDecoder(EncoderDecoder spec, LiveTokenModel encoder, BuildContext context) {
    this.encoder = encoder;
    reading = new Reading(encoder);
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
  public ModelBatch read(ModelBatch batch) {
    return reading.read(batch);
  }

  @Override
  public Embedded embed(ModelBatch batch, Mode mode) {
    return reading.embed(batch, mode);
  }

  @Override
  public Encoded encode(ModelBatch batch, Mode mode) {
    SeenTokens seen = SeenTokens.of(batch);
    return decode(encoder.encode(seen.gather(batch), mode), seen, batch, mode);
  }

  @Override
  public Encoded encode(Embedded embedded, ModelBatch batch, Mode mode) {
    SeenTokens seen = SeenTokens.of(batch);
    return decode(encoder.encode(embedded, seen.gather(batch), mode), seen, batch, mode);
  }

  private Encoded decode(Encoded read, SeenTokens seen, ModelBatch batch, Mode mode) {
    Embedded start = encoder.embed(batch, mode);
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
    return reading.cells(batch, mode);
  }

  /** The decoder takes no part in the state of a cell. */
  @Override
  public CellModel after(int block) {
    return new Reading(encoder.after(block));
  }

  @Override
  public CellModel toEmbed() {
    return new Reading(encoder.toEmbed());
  }

  /** Of the encoder, which alone makes the state of a cell. */
  @Override
  public Tensor attention(ModelBatch batch, int block) {
    return reading.attention(batch, block);
  }

  /** The encoder alone, reading what is seen. */
  private record Reading(LiveTokenModel encoder) implements TokenCellModel {
    @Override
    public ModelBatch read(ModelBatch batch) {
      return SeenTokens.of(batch).gather(batch);
    }

    @Override
    public Embedded embed(ModelBatch batch, Mode mode) {
      return encoder.embed(read(batch), mode);
    }

    /** Reads once, where the halves one after the other would read twice. */
    @Override
    public Encoded encode(ModelBatch batch, Mode mode) {
      return encoder.encode(read(batch), mode);
    }

    @Override
    public Encoded encode(Embedded embedded, ModelBatch batch, Mode mode) {
      return encoder.encode(embedded, read(batch), mode);
    }

    @Override
    public Tensor attention(ModelBatch batch, int block) {
      return encoder.attention(read(batch), block);
    }
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
