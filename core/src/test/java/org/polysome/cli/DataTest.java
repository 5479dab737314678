package org.polysome.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.polysome.fault.Cancellation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class DataTest {

  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @TempDir Path folder;

  @Test
  void aTableIsConvertedInspectedAndRefusedTheSecondTime() throws IOException {
    Path table = Files.writeString(folder.resolve("t.csv"), "cell,ACTB,TP53\na,1,2\nb,3,0\n");
    Path obs = Files.writeString(folder.resolve("o.csv"), "cell,cell_type\nb,B\na,A\n");
    Path out = folder.resolve("t.h5ad");
    String[] convert = {"data", "convert", "" + table, "--obs", "" + obs, "-o", "" + out};
    assertThat(run(convert)).isZero();
    assertThat(run(convert)).isEqualTo(1);
    assertThat(text(errors)).contains("cells x genes").contains("exists already");
    assertThat(run("data", "inspect", out.toString())).isZero();
    assertThat(text(results)).contains("2 cells x 2 genes").contains("cell_type");
    results.reset();
    assertThat(run("data", "inspect", "--json", out.toString())).isZero();
    JsonNode json = JsonMapper.builder().build().readTree(text(results));
    assertThat(json.get("cells").asInt()).isEqualTo(2);
    assertThat(json.get("matrices").get(0).get("state").asString()).isEqualTo("RAW");
    assertThat(json.get("matrices").get(0).get("median_total").asDouble()).isEqualTo(3);
  }

  @Test
  void badInputIsOneLineWithItsStatus() throws IOException {
    Path text = Files.writeString(folder.resolve("text.h5ad"), "hello\n");
    assertThat(run("data", "inspect", folder.resolve("none.h5ad").toString())).isEqualTo(1);
    assertThat(run("data", "inspect", text.toString())).isEqualTo(2);
    assertThat(run("data", "inspect", folder.toString())).isEqualTo(2);
    assertThat(run("data", "convert", "" + text, "-o", "" + folder.resolve("o.h5ad"))).isEqualTo(2);
    assertThat(run("data", "convert", "" + text)).isEqualTo(1);
    assertThat(text(errors).lines()).hasSize(6).allMatch(l -> !l.startsWith("\tat"));
    assertThat(folder.resolve("o.h5ad")).doesNotExist();
  }

  @Test
  void withoutACommandTheHelpIsShown() {
    assertThat(run("data")).isZero();
    assertThat(text(results)).contains("inspect").contains("convert");
  }

  private int run(String... arguments) {
    PrintStream err = new PrintStream(errors, true, StandardCharsets.UTF_8);
    PrintStream out = new PrintStream(results, true, StandardCharsets.UTF_8);
    return new Polysome(new Cancellation(), err, false).run(out, arguments);
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
