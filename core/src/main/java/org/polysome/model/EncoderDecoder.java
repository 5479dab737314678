package org.polysome.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Traits;
import org.polysome.tensor.Parameters;

/**
 * A masked autoencoder of unequal halves, as scFoundation: the encoder reads the seen tokens alone,
 * the decoder all of them, the seen ones as the encoder left them and the others as they are
 * embedded. The cell is pooled from the encoder; the states of tokens are the decoder's.
 *
 * @param encoder what reads the seen tokens, and pools the cell
 * @param decoder what reads all tokens then
 */
public record EncoderDecoder(
    @Default("{value-encoder: auto-bins, pooling: four-part}") TokenModel encoder,
    @Default("{}") DecoderPart decoder)
    implements ModelSpec {

  /** About a tenth of the genes are seen in a single cell: what costs are reckoned with. */
  private static final int UNSEEN_PER_SEEN = 10;

  /** Checks that the encoder has states of tokens. */
  public EncoderDecoder {
    Require.that(
        encoder.traits().tokenStates(),
        "encoder.backbone",
        "must give a state per token, which the decoder reads",
        encoder.backbone());
  }

  /** The sizes of the decoder, whose states of tokens the heads of objectives read. */
  @Override
  public Dimensions sizes(int genes) {
    return decoder.sizes(genes);
  }

  @Override
  public int embeddingWidth() {
    return encoder.embeddingWidth();
  }

  @Override
  public CellModel build(ModelInputs inputs, Parameters parameters) {
    LiveTokenModel reader = encoder.live(inputs, parameters);
    BuildContext context =
        new BuildContext(
            sizes(inputs.genes()),
            parameters.in("model").in("decoder"),
            encoder.weights(),
            inputs.labels());
    return new LiveEncoderDecoder(this, reader, context);
  }

  @Override
  public List<String> labels() {
    return encoder.labels();
  }

  @Override
  public int labelWidth() {
    return encoder.labelWidth();
  }

  @Override
  public List<Integer> blocksToPool() {
    return encoder.blocksToPool();
  }

  @Override
  public Map<String, Traits> parts() {
    Map<String, Traits> parts = new HashMap<>();
    encoder.parts().forEach((part, traits) -> parts.put("encoder." + part, traits));
    parts.put("decoder.backbone", decoder.backbone().traits());
    return parts;
  }

  @Override
  public OptionalInt onlyLength() {
    return decoder.backbone().onlyLength();
  }

  @Override
  public Set<State> gives() {
    return encoder.gives();
  }

  @Override
  public Optional<GivenVectors> givenVectors() {
    return encoder
        .geneEncoder()
        .matrix()
        .map(
            matrix ->
                new GivenVectors(
                    matrix,
                    encoder.width(),
                    genes -> new EncoderDecoder(encoder.with(genes), decoder)));
  }

  @Override
  public ModelCost cost(ModelInputs inputs, int tokens) {
    int seen = Math.max(1, tokens / UNSEEN_PER_SEEN);
    ModelCost reading = encoder.cost(inputs, seen);
    Dimensions sizes = sizes(inputs.genes());
    long embedding = encoder.embeddingMultiplyAdds(inputs.genes()) * (tokens - seen);
    long entering = (long) encoder.width() * decoder.width() * tokens;
    return new ModelCost(
        parameters(inputs),
        reading.multiplyAdds()
            + embedding
            + entering
            + decoder.backbone().multiplyAdds(sizes, tokens),
        reading.activations()
            + (4L * encoder.width() + decoder.width()) * tokens
            + decoder.backbone().activations(sizes, tokens));
  }
}
