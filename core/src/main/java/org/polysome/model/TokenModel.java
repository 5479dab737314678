package org.polysome.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.polysome.backbone.BackboneSpec;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.encoder.gene.GeneEncoderSpec;
import org.polysome.encoder.value.ValueEncoderSpec;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Dropout;
import org.polysome.nn.Traits;
import org.polysome.nn.Weights;
import org.polysome.tensor.Parameters;

/**
 * A model that reads a cell as tokens: gene vector and value vector combined, position and fields
 * added, mixed by a backbone, pooled to the vector of the cell.
 *
 * @param width numbers per token and per cell
 * @param layers blocks of the backbone
 * @param heads attention heads of a block; they divide the width
 * @param geneEncoder what stands for a gene's identity
 * @param valueEncoder what stands for a token's value
 * @param combination how these two become one
 * @param position what is added for a token's place
 * @param fields what is added for further codes of a token, by the field's name: how many codes
 * @param embeddingNorm layer norm on the sum of all, as in BERT
 * @param embeddingDropout after that
 * @param backbone what mixes the tokens
 * @param pooling from tokens to the cell
 * @param embeddingLayer the block after which a cell is pooled when it is embedded, counted from 1,
 *     or from the end where it is negative: -2 is the block before the last, as in Geneformer; the
 *     last block if not given. In training objectives read the last one all the same
 * @param labelEncoder what stands for a label of the cell beside the states that heads read
 * @param weights how the weights start
 */
public record TokenModel(
    @Default("256") int width,
    @Default("6") int layers,
    @Default("4") int heads,
    @Default("learned") GeneEncoderSpec geneEncoder,
    @Default("mlp") ValueEncoderSpec valueEncoder,
    @Default("sum") Combination combination,
    @Default("none") Position position,
    @Default("{}") Map<String, Integer> fields,
    @Default("none") EmbeddingNorm embeddingNorm,
    @Default("0") double embeddingDropout,
    @Default("transformer") BackboneSpec backbone,
    @Default("cls") Pooling pooling,
    Optional<Integer> embeddingLayer,
    @Default("none") LabelEncoder labelEncoder,
    @Default("normal") Weights weights)
    implements ModelSpec {

  /** Checks the sizes. */
  public TokenModel {
    Require.positive("width", width);
    Require.positive("layers", layers);
    Require.positive("heads", heads);
    Require.that(width % heads == 0, "heads", "must divide the width of " + width, heads);
    Dropout.require("embedding-dropout", embeddingDropout);
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    fields.forEach((name, codes) -> Require.positive("fields." + name, codes));
    Require.that(
        combination.takesScalars() || valueEncoder.width(width) == width,
        "combination",
        "must be concat or scale where the value encoder gives one number per token",
        combination);
    requirePooling(backbone.traits().tokenStates(), pooling);
    embeddingLayer.ifPresent(layer -> requireLayer(layer, layers, backbone));
  }

  private static void requireLayer(int layer, int layers, BackboneSpec backbone) {
    int counted = fromOne(layer, layers);
    Require.that(
        counted >= 1 && counted <= layers,
        "embedding-layer",
        "must be from 1 to %d, or from -%d to -1".formatted(layers, layers),
        layer);
    Require.that(
        counted == layers || backbone.cuts(),
        "embedding-layer",
        "must be the last, as the backbone has a state of the cell there only",
        layer);
  }

  /** The block after which a cell is pooled when it is embedded, counted from 1. */
  int embeddingBlock() {
    return embeddingLayer.map(layer -> fromOne(layer, layers)).orElse(layers);
  }

  private static int fromOne(int layer, int layers) {
    return layer < 0 ? layers + 1 + layer : layer;
  }

  private static void requirePooling(boolean tokenStates, Pooling pooling) {
    boolean pools = !(pooling instanceof Pooling.None);
    String expected =
        tokenStates
            ? "must say how, as the backbone gives a state per token"
            : "must be none, as the backbone gives one state per cell";
    Require.that(
        pools == tokenStates,
        "pooling",
        expected,
        pooling.getClass().getSimpleName().toLowerCase(Locale.ROOT));
  }

  @Override
  public int embeddingWidth() {
    return pooling.width(width);
  }

  @Override
  public Dimensions sizes(int genes) {
    return new Dimensions(genes, width, layers, heads);
  }

  @Override
  public CellModel build(ModelInputs inputs, Parameters parameters) {
    return live(inputs, parameters);
  }

  LiveTokenModel live(ModelInputs inputs, Parameters parameters) {
    Dimensions sizes = sizes(inputs.genes()).withFurtherKinds(inputs.furtherKinds());
    return new LiveTokenModel(
        this, new BuildContext(sizes, parameters.in("model"), weights, inputs.labels()));
  }

  @Override
  public List<String> labels() {
    return Stream.concat(embeddingNorm.columns().stream(), labelEncoder.columns().stream())
        .distinct()
        .toList();
  }

  @Override
  public int labelWidth() {
    return labelEncoder.width(width);
  }

  @Override
  public List<Integer> blocksToPool() {
    int first = !backbone.cuts() ? layers : backbone.traits().tokenStates() ? 0 : 1;
    return IntStream.rangeClosed(first, layers).boxed().toList();
  }

  @Override
  public Set<State> gives() {
    return traits().tokenStates()
        ? Set.of(State.TOKENS, State.CELLS, State.GENES)
        : Set.of(State.CELLS, State.GENES);
  }

  @Override
  public Optional<GivenVectors> givenVectors() {
    return geneEncoder.matrix().map(matrix -> new GivenVectors(matrix, width, this::with));
  }

  /** The same model with another gene encoder. */
  TokenModel with(GeneEncoderSpec genes) {
    return new TokenModel(
        width,
        layers,
        heads,
        genes,
        valueEncoder,
        combination,
        position,
        fields,
        embeddingNorm,
        embeddingDropout,
        backbone,
        pooling,
        embeddingLayer,
        labelEncoder,
        weights);
  }

  @Override
  public Map<String, Traits> parts() {
    return Map.of(
        "value-encoder",
        valueEncoder.traits(),
        "position",
        position.traits(),
        "embedding-norm",
        embeddingNorm.traits(),
        "backbone",
        backbone.traits(),
        "pooling",
        pooling.traits());
  }

  @Override
  public OptionalInt onlyLength() {
    return backbone.onlyLength();
  }

  /** Multiply-adds per token before anything is mixed. */
  long embeddingMultiplyAdds(int genes) {
    Dimensions sizes = sizes(genes);
    return geneEncoder.multiplyAdds(sizes)
        + (combination instanceof Combination.GeneOnly ? 0 : valueEncoder.multiplyAdds(sizes))
        + combination.multiplyAdds(sizes, valueEncoder.width(width));
  }

  @Override
  public ModelCost cost(ModelInputs inputs, int tokens) {
    Dimensions sizes = sizes(inputs.genes());
    long perToken = embeddingMultiplyAdds(inputs.genes());
    long embedding = 4L * width * tokens;
    return new ModelCost(
        parameters(inputs),
        perToken * tokens + backbone.multiplyAdds(sizes, tokens),
        embedding + backbone.activations(sizes, tokens));
  }
}
