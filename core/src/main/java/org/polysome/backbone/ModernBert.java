package org.polysome.backbone;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.polysome.config.Default;
import org.polysome.config.Require;
import org.polysome.nn.Activation;
import org.polysome.nn.Attention;
import org.polysome.nn.BuildContext;
import org.polysome.nn.Dimensions;
import org.polysome.nn.Dropout;
import org.polysome.nn.Layer;
import org.polysome.nn.Rotary;
import org.polysome.nn.TokenMixer;
import org.polysome.nn.Traits;
import org.polysome.tensor.Tensor;

/**
 * ModernBERT (arXiv 2412.13663): pre-norm blocks with gated feed-forward layers and rotary
 * positions; every third block sees the whole cell, the others only nearby tokens, each kind with a
 * base of its own. The first block has no norm before its attention, because the embedding has one.
 *
 * @param activation of the gated feed-forward layers
 * @param feedForwardRatio inner width of the feed-forward layers over the width
 * @param globalEvery every how manieth block sees everything, the first one included
 * @param window how far before and after itself a token sees in the other blocks
 * @param globalBase base of the rotary positions where everything is seen
 * @param localBase base of the rotary positions elsewhere
 * @param bias whether linear layers have biases
 * @param normBias whether norms have biases
 * @param dropout after the attention
 * @param attentionDropout of attention weights; on a processor this costs the fused kernel
 * @param feedForwardDropout between the feed-forward layers
 * @param epsilon added to the variance by the norms
 */
public record ModernBert(
    @Default("gelu") Activation activation,
    @Default("1.5") double feedForwardRatio,
    @Default("3") int globalEvery,
    @Default("64") int window,
    @Default("160000") double globalBase,
    @Default("10000") double localBase,
    @Default("false") boolean bias,
    @Default("false") boolean normBias,
    @Default("0") double dropout,
    @Default("0") double attentionDropout,
    @Default("0") double feedForwardDropout,
    @Default("1e-5") double epsilon)
    implements BackboneSpec {

  /** Checks the ranges. */
  public ModernBert {
    Transformer.requireRatio(feedForwardRatio);
    Require.positive("global-every", globalEvery);
    Require.positive("window", window);
    Require.positive("global-base", globalBase);
    Require.positive("local-base", localBase);
    Dropout.require("dropout", dropout);
    Dropout.require("attention-dropout", attentionDropout);
    Dropout.require("feed-forward-dropout", feedForwardDropout);
    Require.positive("epsilon", epsilon);
  }

  private BlockForm form(int width) {
    return new BlockForm(
        Norm.PRE,
        activation,
        Transformer.inner(feedForwardRatio, width),
        true,
        bias,
        normBias,
        epsilon,
        dropout,
        feedForwardDropout,
        Optional.empty(),
        0);
  }

  private boolean global(int layer) {
    return layer % globalEvery == 0;
  }

  @Override
  public Backbone build(BuildContext context) {
    BlockForm form = form(context.width());
    List<Block> blocks =
        IntStream.range(0, context.sizes().layers())
            .mapToObj(layer -> block(context.in("layers." + layer), form, layer))
            .toList();
    return new Blocks(
        sequence -> masks(sequence, blocks.size()), blocks, Blocks.last(context, form));
  }

  private Block block(BuildContext context, BlockForm form, int layer) {
    Rotary rotary = new Rotary(global(layer) ? globalBase : localBase);
    TokenMixer mixer =
        new Attention(
            context.in("attention"),
            new Attention.Form(attentionDropout, bias, bias, Optional.of(rotary)));
    Layer norm = layer == 0 ? (input, mode) -> input : Block.norm(context, form, "attention-norm");
    return new Block(context, form, mixer, norm, layer);
  }

  private List<Optional<Tensor>> masks(Sequence sequence, int layers) {
    Optional<Tensor> all = Visibility.all(sequence);
    Optional<Tensor> near = Optional.of(Visibility.near(sequence, all, window));
    return IntStream.range(0, layers).mapToObj(layer -> global(layer) ? all : near).toList();
  }

  @Override
  public Traits traits() {
    return new Traits(false, true, false, true);
  }

  @Override
  public long multiplyAdds(Dimensions sizes, int tokens) {
    return form(sizes.width()).withAttention(sizes, tokens);
  }

  @Override
  public long activations(Dimensions sizes, int tokens) {
    long width = sizes.width();
    return (long) sizes.layers() * tokens * (5 * width + form(sizes.width()).activations(width));
  }
}
