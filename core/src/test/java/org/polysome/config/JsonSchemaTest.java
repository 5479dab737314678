package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("locale")
class JsonSchemaTest {

  private final JsonNode schema =
      JsonMapper.builder()
          .build()
          .readTree(JsonSchema.of(Sample.class, List.of("extends"), List.of()));

  @Test
  void everyKeyIsKnownAndNoOther() {
    assertThat(schema.get("properties").propertyNames())
        .containsExactly(
            "seed", "device", "data", "model", "objectives", "train", "weights", "extends");
    assertThat(schema.get("additionalProperties").booleanValue()).isFalse();
  }

  @Test
  void typesAndDefaultsAreSaid() {
    assertThat(property("seed")).isEqualTo("{\"type\":\"integer\",\"default\":0}");
    assertThat(property("device"))
        .isEqualTo("{\"enum\":[\"cpu\",\"cuda\",\"apple-metal\"],\"default\":\"cpu\"}");
    assertThat(property("weights"))
        .isEqualTo(
            "{\"type\":\"object\",\"additionalProperties\":{\"type\":\"number\"},\"default\":{}}");
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    List<JsonNode> references = schema.findValues("$ref");
    assertThat(references).hasSizeGreaterThan(4);
    for (JsonNode reference : references) {
      String name = reference.stringValue().substring("#/$defs/".length());
      assertThat(schema.get("$defs").has(name)).as(name).isTrue();
    }
  }

  @Test
  void aChoiceIsABareNameOrAGroupWithItsType() {
    JsonNode values = schema.get("$defs").get("config.Sample.Values").get("anyOf");
    assertThat(values.get(0).get("enum")).hasToString("[\"mlp\",\"soft-bins\",\"hard-bins\"]");
    JsonNode hardBins = values.get(3).get("properties");
    assertThat(hardBins.get("type").get("const").stringValue()).isEqualTo("hard-bins");
    assertThat(hardBins.get("count").get("deprecated").booleanValue()).isTrue();
  }

  private String property(String key) {
    return schema.get("properties").get(key).toString();
  }
}
