package org.polysome.published;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.polysome.GoldenCase;
import org.polysome.pickle.PickleValue;
import org.polysome.pickle.PickleValue.Real;
import org.polysome.pickle.PickleValue.Table;
import org.polysome.pickle.PickleValue.Whole;
import org.polysome.pickle.PickleWriter;
import org.polysome.tensor.Device;
import org.polysome.tensor.ElementType;
import org.polysome.tensor.SafetensorsWriter;
import org.polysome.tensor.Tensor;
import org.polysome.tensor.Tensors;
import org.polysome.tensor.TorchCheckpointWriter;

/** Folders as the projects publish them, of the weights of golden cases. */
public final class PublishedFixture {

  private static final Path CASES = Path.of("src", "test", "resources", "golden");

  private final Path folder;
  private final IntFunction<String> genes;

  PublishedFixture(Path folder) {
    this(folder, gene -> "G" + gene);
  }

  /**
   * A folder to be filled.
   *
   * @param genes the name of each gene, counted from 0
   */
  public PublishedFixture(Path folder, IntFunction<String> genes) {
    this.folder = folder;
    this.genes = genes;
  }

  /** A golden case of the test resources. */
  public static GoldenCase golden(String name) {
    return GoldenCase.in(CASES.resolve(name));
  }

  /** Names of the cases of a family. */
  static List<String> family(String prefix) {
    try (var folders = Files.list(CASES)) {
      return folders
          .map(path -> path.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The weights of a case under other names; those that become empty are left out. */
  static Map<String, Tensor> weights(GoldenCase golden, UnaryOperator<String> names) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    golden.weightNames().stream()
        .sorted()
        .filter(name -> !names.apply(name).isEmpty())
        .forEach(name -> weights.put(names.apply(name), golden.weight(name)));
    return weights;
  }

  /** A file that is to be written, in a folder that there is. */
  private Path at(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  Path text(String name, String text) {
    try {
      return Files.writeString(at(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void pickle(String name, PickleValue value) {
    try {
      Files.write(at(name), PickleWriter.write(value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void torch(
      String name, Map<String, Tensor> tensors, Function<Table, PickleValue> around) {
    try {
      TorchCheckpointWriter.write(at(name), tensors, around);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of a token that stands for no gene and is in no cell of a case. */
  static int unusedId(GoldenCase golden) {
    List<Integer> used =
        IntStream.of(golden.tensor("in.gene_ids").toInts()).boxed().distinct().toList();
    return IntStream.range(2, golden.size("vocab"))
        .filter(id -> !used.contains(id))
        .findFirst()
        .orElseThrow();
  }

  private String scgptToken(int id, int unused) {
    return switch (id) {
      case 0 -> "<pad>";
      case 1 -> "<cls>";
      default -> id == unused ? "<eoc>" : genes.apply(id - (id > unused ? 3 : 2));
    };
  }

  /** scGPT, with the names of flash attention or without. */
  public PublishedFixture scgpt(GoldenCase golden, boolean flash) {
    return scgpt(
        golden,
        name -> flash ? "module." + name.replace("self_attn.in_proj_", "self_attn.Wqkv.") : name);
  }

  /** scGPT, with other names of its tensors. */
  PublishedFixture scgpt(GoldenCase golden, UnaryOperator<String> names) {
    int unused = unusedId(golden);
    String vocabulary =
        IntStream.range(0, golden.size("vocab"))
            .mapToObj(id -> "\"%s\": %d".formatted(scgptToken(id, unused), id))
            .collect(Collectors.joining(", ", "{", "}"));
    text("vocab.json", vocabulary);
    text(
        "args.json",
        """
        {"nheads": %d, "n_bins": %d, "dropout": 0.2, "max_seq_len": 1200, "mask_value": %d, "pad_value": %d,
         "cell_emb_style": "%s", "mvc_decoder_style": "%s", "no_cls": true}
        """
            .formatted(
                golden.size("nhead"),
                golden.size("n_bins"),
                golden.size("mask_value"),
                padding(golden),
                golden.hyper("cell_emb_style").asString(),
                golden.hyper("mvc_style").asString()));
    torch("best_model.pt", weights(golden, names), table -> table);
    return this;
  }

  /**
   * The number of padding, which its own embedding writes into the cls token too; the cases whose
   * cells are numbers have another one there.
   */
  private static int padding(GoldenCase golden) {
    boolean binned = golden.hyper("cell_emb_style").asString().equals("w-pool");
    return binned ? golden.size("pad_value") : (int) golden.floats("in.values").toFloats()[0];
  }

  /** Geneformer: tokens 0 and 1 stand for no gene. */
  public PublishedFixture geneformer(GoldenCase golden, boolean safetensors) {
    dictionaries("", "", golden.size("vocab"), List.of("<pad>", "<mask>"));
    return geneformerModel(golden, safetensors);
  }

  /**
   * The dictionaries of Geneformer.
   *
   * @param place the folder they lie in, with a slash behind
   * @param generation the ending of their names
   * @param size how many tokens they name
   * @param special names of the first ones, which stand for no gene
   */
  PublishedFixture dictionaries(String place, String generation, int size, List<String> special) {
    Map<String, PickleValue> tokens = new LinkedHashMap<>();
    Map<String, PickleValue> medians = new LinkedHashMap<>();
    for (int id = 0; id < size; id++) {
      boolean gene = id >= special.size();
      String name = gene ? genes.apply(id - special.size()) : special.get(id);
      tokens.put(name, new Whole(id));
      if (gene) {
        medians.put(name, new Real(0.5 + id));
      }
    }
    pickle(place + "token_dictionary" + generation + ".pkl", Table.of(tokens));
    pickle(place + "gene_median_dictionary" + generation + ".pkl", Table.of(medians));
    return this;
  }

  /** The folder of a model of Geneformer, without dictionaries. */
  PublishedFixture geneformerModel(GoldenCase golden, boolean safetensors) {
    text("config.json", bertConfig(golden, "bert", "relu"));
    Map<String, Tensor> weights = weights(golden, name -> name);
    if (safetensors) {
      SafetensorsWriter.write(folder.resolve("model.safetensors"), weights, Map.of());
    } else {
      torch("pytorch_model.bin", weights, table -> table);
    }
    return this;
  }

  private static String bertConfig(GoldenCase golden, String type, String activation) {
    return """
        {"model_type": "%s", "hidden_act": "%s", "num_attention_heads": %d, "layer_norm_eps": 1e-12,
         "hidden_dropout_prob": 0.02, "attention_probs_dropout_prob": 0.02}
        """
        .formatted(type, activation, golden.size("heads"));
  }

  /** scBERT, with an optimiser beside the model. */
  public PublishedFixture scbert(GoldenCase golden) {
    return scbert(golden, "genes.txt");
  }

  /** scBERT, whose genes lie in a text file of this name. */
  PublishedFixture scbert(GoldenCase golden, String list) {
    text(list, genes(golden.size("genes")));
    torch(
        "panglao_pretrain.pth",
        weights(golden, name -> "module." + name),
        table ->
            Table.of(
                Map.of("epoch", new Whole(3), "model_state_dict", table, "losses", new Real(0.5))));
    return this;
  }

  private String genes(int count) {
    return IntStream.range(0, count)
        .mapToObj(gene -> genes.apply(gene) + "\n")
        .collect(Collectors.joining());
  }

  /** scFoundation, with three models in its checkpoint. */
  public PublishedFixture scfoundation(GoldenCase golden) {
    return scfoundation(golden, "", "");
  }

  /** scFoundation, with weights and list of genes in folders of these names. */
  PublishedFixture scfoundation(GoldenCase golden, String weights, String lists) {
    StringBuilder list = new StringBuilder("gene_name\tindex\n");
    for (int gene = 0; gene < golden.size("genes"); gene++) {
      list.append(genes.apply(gene)).append('\t').append(gene).append('\n');
    }
    text(lists + "OS_scRNA_gene_index.19264.tsv", list.toString());
    torch(
        weights + "models.ckpt",
        weights(golden, name -> "model." + name),
        table -> {
          Table encoder = Table.of(Map.of("heads", new Whole(golden.size("enc_heads"))));
          Table settings =
              Table.of(
                  Map.of(
                      "encoder",
                      encoder,
                      "bin_alpha",
                      new Real(golden.hyper("bin_alpha").asDouble())));
          Table config =
              Table.of(Map.of("model_config", Table.of(Map.of("mae_autobin", settings))));
          Table cell = Table.of(Map.of("config", config, "state_dict", table));
          Table other = Table.of(Map.of("config", config, "state_dict", Table.of(Map.of())));
          return Table.of(Map.of("cell", cell, "rde", other));
        });
    return this;
  }

  /**
   * BMFM-RNA: the blocks of a case, with the value encoder of that name, as there is no case of a
   * whole model.
   */
  public PublishedFixture bmfm(GoldenCase blocks, String prefix, String encoder) {
    GoldenCase values = golden("bmfm-value-encoders");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put(
        "m.embeddings.genes_embeddings.weight",
        values.weight("embeddings.genes_embeddings.weight"));
    tensors.putAll(
        weights(
            values,
            name ->
                name.startsWith(encoder + ".")
                    ? "m.embeddings.expressions_embeddings." + name.substring(encoder.length() + 1)
                    : ""));
    for (String end : List.of("weight", "bias")) {
      tensors.put("m.embeddings.LayerNorm." + end, values.weight("embeddings.LayerNorm." + end));
    }
    tensors.putAll(
        weights(
            blocks,
            name ->
                name.startsWith(prefix + "layer.")
                    ? "m.encoder." + name.substring(prefix.length())
                    : ""));
    tensors.put(
        "cls.label_predictions.decoder.weight",
        Tensors.full(1, ElementType.FLOAT32, Device.CPU, 3, 24));
    SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, Map.of());
    String type = blocks.name().contains("nystrom") ? "scnystromformer" : "scbert";
    text("config.json", bertConfig(blocks, type, "gelu"));
    String special = "[UNK]\n[SEP]\n[PAD]\n[CLS]\n[MASK]\n";
    text("tokenizers/genes/vocab.txt", special + genes(values.size("vocab") - 5));
    return this;
  }
}
