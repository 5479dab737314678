package org.polysome.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.polysome.GoldenCase;
import org.polysome.GoldenCheck;
import org.polysome.Tolerance;
import org.polysome.nn.Mode;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Parameters;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenBatch;

/**
 * scFoundation whole: the encoder with the embedding of cells, and the masked autoencoder. States
 * between the blocks of encoder and decoder are not public in ours and are compared through what
 * follows; which total T and S stand for is the tokenizer's, so the prepared values are taken as
 * they are.
 */
public final class ScFoundationGolden implements GoldenCheck {

  private static final Tolerance ENCODER = Tolerance.absolute(2e-5).andRelative(1e-4);
  private static final Tolerance FULL = Tolerance.absolute(3e-5).andRelative(1e-4);
  private static final Tolerance ENCODER_BACKWARD = Tolerance.ofLargest(2e-5).andRelative(1e-3);
  private static final Tolerance FULL_BACKWARD = Tolerance.ofLargest(5e-5).andRelative(1e-3);

  @Override
  public void check(GoldenCase golden) {
    try (Parameters parameters = new Parameters(Device.CPU, 1)) {
      Checks checks = new Checks(golden, new ScFoundationModel(golden, parameters));
      if (golden.has("in.raw")) {
        checks.checkAutoencoder();
      } else {
        checks.checkEncoder();
      }
    }
  }

  private record Checks(GoldenCase golden, ScFoundationModel model) {

    void checkEncoder() {
      golden.names().stream()
          .filter(name -> name.startsWith("out.prepared."))
          .sorted()
          .forEach(this::checkCells);
      TokenBatch all = model.batch(golden.tensor("out.prepared.sc_F_t4"), Optional.empty());
      ModelBatch whole = ModelBatch.of(all, Device.CPU);
      ModelBatch gathered = SeenTokens.of(whole).gather(whole);
      Tensor there = gathered.present().orElseThrow().unsqueeze(2);
      Tensor share = there.to(ElementType.FLOAT32);
      Tensor values = gathered.values().normalised().multiply(share.squeeze(2));
      Tensor padding = golden.tensor("out.gather.padding");
      Tensor kept = padding.equalTo(0).to(ElementType.FLOAT32);
      GoldenCase.check(kept, share.squeeze(2), "out.gather.padding", ENCODER);
      golden.check(
          values.add(padding.multiply(golden.size("pad_token_id"))), "out.gather.values", ENCODER);
      compare(model.encoder().embed(gathered, Mode.EVALUATION).tokens(), "out.emb", share);
      Encoded encoded = model.encoder().encode(gathered, Mode.EVALUATION);
      compare(encoded.tokens(), "out.encoder", share);
      Tensor probe = encoded.tokens().multiply(golden.tensor("in.cotangent")).multiply(share).sum();
      golden.check(probe.reshape(1), "out.probe", ENCODER);
      probe.backward();
      model.checkGradients(ENCODER_BACKWARD);
      checkGenes(all);
    }

    private void compare(Tensor found, String name, Tensor share) {
      GoldenCase.check(found.multiply(share), golden.tensor(name).multiply(share), name, ENCODER);
    }

    /** The embedding of each cell on its own, by four parts and by the largest numbers. */
    private void checkCells(String prepared) {
      String run = prepared.substring("out.prepared.".length());
      List<Tensor> parts = new ArrayList<>();
      List<Tensor> largest = new ArrayList<>();
      Tensor values = golden.tensor(prepared);
      for (int cell = 0; cell < values.size(0); cell++) {
        TokenBatch batch = model.batch(values.narrow(0, cell, 1), Optional.empty());
        ModelBatch all = ModelBatch.of(batch, Device.CPU);
        parts.add(model.live().cells(all, Mode.EVALUATION));
        ModelBatch gathered = SeenTokens.of(all).gather(all);
        Tensor tokens = model.encoder().encode(gathered, Mode.EVALUATION).tokens();
        largest.add(new Pooling.Max().pool(tokens, gathered));
      }
      golden.check(Tensors.concatenate(parts, 0), "out.cell." + run + "_all", ENCODER);
      if (golden.has("out.cell." + run + "_max")) {
        golden.check(Tensors.concatenate(largest, 0), "out.cell." + run + "_max", ENCODER);
      }
    }

    /** States of genes from cells one by one, and together: as published they differ. */
    private void checkGenes(TokenBatch all) {
      Tensor prepared = golden.tensor("out.prepared.sc_F_t4");
      List<Tensor> alone = new ArrayList<>();
      for (int cell = 0; cell < all.cells(); cell++) {
        alone.add(states(model.batch(prepared.narrow(0, cell, 1), Optional.empty())));
      }
      Tensor states = Tensors.concatenate(alone, 0).narrow(1, 0, golden.size("genes"));
      golden.check(states, "out.gene", ENCODER);
      Tensor predicted = model.head().forward(states, Mode.EVALUATION).squeeze(2);
      golden.check(predicted, "out.gene_expression", ENCODER);
      golden.check(states(all).narrow(1, 0, golden.size("genes")), "out.gene_batch", ENCODER);
    }

    private Tensor states(TokenBatch batch) {
      return model.live().encode(ModelBatch.of(batch, Device.CPU), Mode.EVALUATION).tokens();
    }

    void checkAutoencoder() {
      Tensor mask = golden.tensor("in.mask");
      TokenBatch batch = model.batch(golden.tensor("in.raw"), Optional.of(mask));
      ModelBatch all = ModelBatch.of(batch, Device.CPU);
      ModelBatch gathered = SeenTokens.of(all).gather(all);
      Tensor share = gathered.present().orElseThrow().to(ElementType.FLOAT32).unsqueeze(2);
      GoldenCase.check(
          model.encoder().encode(gathered, Mode.EVALUATION).tokens().multiply(share),
          golden.tensor("out.encoder").multiply(share),
          "out.encoder",
          FULL);
      Tensor tokens = states(batch);
      golden.check(tokens, "out.norm", FULL);
      Tensor predicted = model.head().forward(tokens, Mode.EVALUATION).squeeze(2);
      golden.check(predicted, "out.pred", FULL);
      Tensor hidden = mask.to(ElementType.FLOAT32);
      Tensor errors = predicted.subtract(golden.tensor("in.raw")).square().multiply(hidden);
      Tensor loss = errors.sum().divide(hidden.sum());
      golden.check(loss.reshape(1), "out.loss", FULL);
      loss.backward();
      model.checkGradients(FULL_BACKWARD);
    }
  }
}
