package org.polysome.backbone;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.Scope;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tokenizer.TokenKind;

class VisibilityTest {

  private static final TokenKind[] KINDS = {
    TokenKind.CLS,
    TokenKind.VALUE,
    TokenKind.MASK,
    TokenKind.ZERO,
    TokenKind.MASK,
    TokenKind.PAD,
    TokenKind.PAD
  };

  private final Scope scope = new Scope();

  @AfterEach
  void close() {
    scope.close();
  }

  /** Hidden tokens are seen by themselves alone: scGPT's generative attention mask. */
  @Test
  void knownTokensAreSeenByAll() {
    byte[] found = bytes(Visibility.known(sequence()));
    for (int query = 0; query < KINDS.length; query++) {
      for (int key = 0; key < KINDS.length; key++) {
        boolean known = KINDS[key] != TokenKind.PAD && KINDS[key] != TokenKind.MASK;
        assertThat(found[query * KINDS.length + key] == 1)
            .as("%d sees %d", query, key)
            .isEqualTo(known || query == key);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 50})
  void nearTokensThatAreThere(int reach) {
    Sequence sequence = sequence();
    byte[] found = bytes(Visibility.near(sequence, sequence.present(), reach));
    byte[] hidden =
        bytes(Visibility.near(sequence, Optional.of(Visibility.known(sequence)), reach));
    for (int query = 0; query < KINDS.length; query++) {
      for (int key = 0; key < KINDS.length; key++) {
        boolean near = Math.abs(query - key) <= reach;
        boolean there = KINDS[key] != TokenKind.PAD;
        int at = query * KINDS.length + key;
        assertThat(found[at] == 1).isEqualTo(query == key || near && there);
        assertThat(hidden[at] == 1)
            .isEqualTo(query == key || near && there && KINDS[key] != TokenKind.MASK);
      }
    }
  }

  private static byte[] bytes(Tensor mask) {
    return mask.to(ElementType.UINT8).toBytes();
  }

  private static Sequence sequence() {
    byte[] codes = new byte[KINDS.length];
    for (int i = 0; i < codes.length; i++) {
      codes[i] = KINDS[i].code();
    }
    Tensor kinds = Tensors.of(codes, 1, codes.length).to(ElementType.INT32);
    Tensor embedded = Tensors.zeros(ElementType.FLOAT32, Device.CPU, 1, codes.length, 4);
    return new Sequence(
        embedded, kinds, kinds, Optional.of(kinds.equalTo(TokenKind.PAD.code()).not()));
  }
}
