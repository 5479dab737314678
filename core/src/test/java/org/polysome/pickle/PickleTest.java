package org.polysome.pickle;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.polysome.fault.DataException;
import org.polysome.pickle.PickleValue.Built;
import org.polysome.pickle.PickleValue.Global;
import org.polysome.pickle.PickleValue.Items;
import org.polysome.pickle.PickleValue.Nothing;
import org.polysome.pickle.PickleValue.Real;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Text;
import org.polysome.pickle.PickleValue.Truth;
import org.polysome.pickle.PickleValue.Whole;

/** Pickles that Python 3.11 wrote, and ones made to do harm. */
@Tag("locale")
class PickleTest {

  @Test
  void readsWhatPythonWritesInItsBinaryProtocols() {
    // pickle.dumps({"ENSG01": 2, "b": [1.5, None, True, -3, 70000, 2**40, ("x",)]}, protocol)
    for (String hex : PROTOCOLS) {
      PickleValue value = read(HexFormat.of().parseHex(hex));
      Table table = (Table) value;
      assertThat(table.get("ENSG01")).contains(new Whole(2));
      Items list = (Items) table.get("b").orElseThrow();
      assertThat(list.list().subList(0, 6))
          .containsExactly(
              new Real(1.5),
              new Nothing(),
              new Truth(true),
              new Whole(-3),
              new Whole(70000),
              new Whole(1L << 40));
      assertThat(((Items) list.list().get(6)).list()).containsExactly(new Text("x"));
    }
  }

  @Test
  void readsNumbersOfNumPyAndOrderedDictionaries() {
    // pickle.dumps(OrderedDict(a=numpy.float64(2.5), b=numpy.float32(0.5), c=numpy.int64(7)))
    for (String hex : NUMPY) {
      Table table = (Table) read(HexFormat.of().parseHex(hex));
      assertThat(table.entries())
          .containsExactly(
              Map.entry(new Text("a"), new Real(2.5)),
              Map.entry(new Text("b"), new Real(0.5)),
              Map.entry(new Text("c"), new Whole(7)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cos\nsystem\n(S'true'\ntR.",
        "cbuiltins\neval\n(X\u0001\u0000\u0000\u0000atR.",
        "c__builtin__\ngetattr\n.",
        "cnumpy.core.multiarray\n_reconstruct\n.",
        "(cos\nsystem\nX\u0001\u0000\u0000\u0000ao.",
        "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093.",
        "(ios\nsystem\n.",
      })
  void refusesEveryOtherName(String pickle) {
    assertThatThrownBy(() -> read(pickle.getBytes(ISO_8859_1)))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith("my.pkl: at byte")
        .message()
        .satisfiesAnyOf(
            message -> assertThat(message).contains("nothing in the file may run"),
            message -> assertThat(message).contains("opcode"));
  }

  @Test
  void namesThatAreDescribedAreNotCalled() {
    byte[] pickle =
        PickleWriter.write(
            Items.tuple(new Built("torch.f", List.of(new Whole(1))), new Global("torch.g")));
    Items items = (Items) Pickle.read(pickle, "my.pkl", Set.of("torch.f", "torch.g"));
    assertThat(items.list())
        .containsExactly(new Built("torch.f", List.of(new Whole(1))), new Global("torch.g"));
    assertThatThrownBy(() -> Pickle.read(pickle, "my.pkl", Set.of("torch.f")))
        .hasMessageContaining("'torch.g'");
  }

  @Test
  void refusesDamage() {
    byte[] whole = HexFormat.of().parseHex(PROTOCOLS.getFirst());
    for (int length = 0; length < whole.length; length++) {
      byte[] part = java.util.Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> read(part)).isInstanceOf(DataException.class);
    }
    for (String broken :
        List.of("e.", "0.", ")s.", "]}s.", "}]Ns.", "h\u0001.", "b.", "NNb.", "NR.")) {
      assertThatThrownBy(() -> read(broken.getBytes(ISO_8859_1)))
          .as(broken)
          .isInstanceOf(DataException.class);
    }
    assertThatThrownBy(() -> read("\u0080\u0009.".getBytes(ISO_8859_1)))
        .hasMessageContaining("protocol 9");
  }

  @Test
  void refusesWhatNeverEnds() {
    assertThatThrownBy(() -> read("]q\u0000h\u0000a.".getBytes(ISO_8859_1)))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("holds itself");
    assertThatThrownBy(() -> read(("]".repeat(9999) + "a".repeat(9998) + ".").getBytes(ISO_8859_1)))
        .hasMessageContaining("nested too deeply");
    // Each list holds the one before twice: 2^60 values in a few bytes.
    String doubling = "]q\u0000" + "]q\u0001(h\u0000h\u0000eq\u00000".repeat(60);
    assertThatThrownBy(() -> read((doubling + "h\u0000.").getBytes(ISO_8859_1)))
        .hasMessageContaining("unfolds to too many");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Table inner = Table.of(Map.of("x", new Real(0.1)));
    Items list = Items.list(List.of(new Whole(1L << 50), new Truth(false), inner));
    Table read = (Table) read(PickleWriter.write(Table.of(Map.of("Ärger", list))));
    Items items = (Items) read.get("Ärger").orElseThrow();
    assertThat(items.list().subList(0, 2)).containsExactly(new Whole(1L << 50), new Truth(false));
    assertThat(((Table) items.list().getLast()).get("x")).contains(new Real(0.1));
  }

  private static PickleValue read(byte[] pickle) {
    return Pickle.read(pickle, "my.pkl", Set.of());
  }

  private static final List<String> PROTOCOLS =
      List.of(
          "80027d7100285806000000454e5347303171014b0258010000006271025d710328473ff800000000"
              + "00004e884afdffffff4a701101008a06000000000001580100000078710485710565752e",
          "80037d7100285806000000454e5347303171014b0258010000006271025d710328473ff800000000"
              + "00004e884afdffffff4a701101008a06000000000001580100000078710485710565752e",
          "8004953b000000000000007d94288c06454e53473031944b028c0162945d9428473ff80000000000"
              + "004e884afdffffff4a701101008a060000000000018c017894859465752e",
          "8005953b000000000000007d94288c06454e53473031944b028c0162945d9428473ff80000000000"
              + "004e884afdffffff4a701101008a060000000000018c017894859465752e",
          "7d7100285806000000454e5347303171014b0258010000006271025d710328473ff8000000000000"
              + "4e4930310a4afdffffff4a701101004c313039393531313632373737364c0a285801000000787104"
              + "74710565752e");

  private static final List<String> NUMPY =
      List.of(
          "800263636f6c6c656374696f6e730a4f726465726564446963740a71002952710128580100000061"
              + "7102636e756d70792e5f636f72652e6d756c746961727261790a7363616c61720a7103636e756d70"
              + "790a64747970650a71045802000000663871058988877106527107284b0358010000003c71084e4e"
              + "4e4affffffff4affffffff4b0074710962635f636f646563730a656e636f64650a710a5808000000"
              + "0000000000000440710b58060000006c6174696e31710c86710d52710e86710f5271105801000000"
              + "627111680368045802000000663471128988877113527114284b0368084e4e4e4affffffff4affff"
              + "ffff4b0074711562680a58040000000000003f7116680c86711752711886711952711a5801000000"
              + "63711b6803680458020000006938711c898887711d52711e284b0368084e4e4e4affffffff4affff"
              + "ffff4b0074711f62680a580800000007000000000000007120680c86712152712286712352712475"
              + "2e",
          "800495ff000000000000008c0b636f6c6c656374696f6e73948c0b4f726465726564446963749493"
              + "94295294288c0161948c166e756d70792e5f636f72652e6d756c74696172726179948c067363616c"
              + "61729493948c056e756d7079948c0564747970659493948c02663894898887945294284b038c013c"
              + "944e4e4e4affffffff4affffffff4b007494624308000000000000044094869452948c0162946807"
              + "680a8c02663494898887945294284b03680e4e4e4e4affffffff4affffffff4b0074946243040000"
              + "003f94869452948c0163946807680a8c02693894898887945294284b03680e4e4e4e4affffffff4a"
              + "ffffffff4b00749462430807000000000000009486945294752e");
}
