package org.polysome.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON Schema (draft 2020-12) of a kind of configuration, for editors that complete and check
 * YAML. No key is required in it, because a file may extend another that gives the key.
 */
public final class JsonSchema {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Map<String, String> SIMPLE =
      Map.ofEntries(
          Map.entry("int", "integer"),
          Map.entry("java.lang.Integer", "integer"),
          Map.entry("long", "integer"),
          Map.entry("java.lang.Long", "integer"),
          Map.entry("double", "number"),
          Map.entry("java.lang.Double", "number"),
          Map.entry("float", "number"),
          Map.entry("java.lang.Float", "number"),
          Map.entry("boolean", "boolean"),
          Map.entry("java.lang.Boolean", "boolean"),
          Map.entry("java.lang.String", "string"),
          Map.entry("java.nio.file.Path", "string"));

  private final ObjectNode definitions = JSON.objectNode();
  private final Set<Class<?>> met = new HashSet<>();
  private final Deque<Class<?>> open = new ArrayDeque<>();

  private JsonSchema() {}

  /**
   * Keys of the root that the record does not have, because they are about the file.
   *
   * @param texts keys that hold text, such as {@code extends}
   * @param lists keys that hold a list of groups, such as {@code stages}
   * @param grids keys that hold lists by any name, such as {@code sweep}
   * @param groups keys that hold a record of their own, such as {@code judge}
   */
  public record RootKeys(
      List<String> texts, List<String> lists, List<String> grids, Map<String, Class<?>> groups) {}

  /** The schema text of a root, and of its further keys that hold texts or lists of groups. */
  public static String of(Class<?> root, List<String> textKeys, List<String> listKeys) {
    return of(root, new RootKeys(textKeys, listKeys, List.of(), Map.of()));
  }

  /**
   * The schema text.
   *
   * @param root the record that the whole file binds to
   * @param further keys of the root beside those of the record
   */
  public static String of(Class<?> root, RootKeys further) {
    return new JsonSchema().whole(root, further);
  }

  private String whole(Class<?> root, RootKeys further) {
    ObjectNode schema = JSON.objectNode();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("title", Names.kebab(root.getSimpleName()));
    schema.setAll(group(root));
    ObjectNode properties = (ObjectNode) schema.get("properties");
    further.texts.forEach(key -> properties.putObject(key).put("type", "string"));
    further.lists.forEach(
        key ->
            properties
                .putObject(key)
                .put("type", "array")
                .putObject("items")
                .put("type", "object"));
    further.grids.forEach(
        key ->
            properties
                .putObject(key)
                .put("type", "object")
                .putObject("additionalProperties")
                .put("type", "array"));
    further.groups.forEach((key, group) -> properties.set(key, value(group)));
    while (!open.isEmpty()) {
      Class<?> type = open.removeFirst();
      definitions.set(name(type), definition(type));
    }
    schema.set("$defs", definitions);
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(schema);
  }

  private ObjectNode definition(Class<?> type) {
    return type.isSealed() ? choice(type) : group(type);
  }

  /** A record: its keys and no others. */
  private ObjectNode group(Class<?> record) {
    ObjectNode schema = JSON.objectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    for (Component component : Component.all(record)) {
      ObjectNode property = property(component);
      component.absent().ifPresent(node -> property.set("default", json(node)));
      properties.set(component.key(), property);
      component.oldKeys().forEach(old -> properties.putObject(old).put("deprecated", true));
    }
    return schema.put("additionalProperties", false);
  }

  private ObjectNode property(Component component) {
    ObjectNode value = value(component.type());
    if (!component.oneOrMore()) {
      return value;
    }
    ObjectNode schema = JSON.objectNode();
    schema.putArray("anyOf").add(value).add(value.get("items").deepCopy());
    return schema;
  }

  /** A sealed interface: a bare name, or a group with a type. */
  private ObjectNode choice(Class<?> seam) {
    ObjectNode schema = JSON.objectNode();
    ArrayNode options = schema.putArray("anyOf");
    Choices choices = Choices.of(seam);
    Map<String, Class<?>> records = choices.records();
    ArrayNode names = options.addObject().putArray("enum");
    records.keySet().forEach(names::add);
    BareValues.types(choices).forEach(type -> options.add(value(type)));
    records.forEach(
        (name, record) -> {
          ObjectNode option = group(record);
          ((ObjectNode) option.get("properties")).putObject("type").put("const", name);
          options.add(option);
        });
    return schema;
  }

  private ObjectNode value(Type type) {
    if (type instanceof ParameterizedType generic) {
      return generic(generic);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isEnum()) {
      ObjectNode schema = JSON.objectNode();
      ArrayNode names = schema.putArray("enum");
      ScalarBinder.constants(plain).keySet().forEach(names::add);
      return schema;
    }
    if (plain.isRecord() || plain.isSealed()) {
      return orBare(plain);
    }
    String simple = SIMPLE.get(plain.getName());
    if (simple == null) {
      throw Types.unsupported(type);
    }
    return JSON.objectNode().put("type", simple);
  }

  private ObjectNode generic(ParameterizedType type) {
    Type[] arguments = type.getActualTypeArguments();
    Type last = arguments[arguments.length - 1];
    if (Types.isOptional(type)) {
      ObjectNode schema = JSON.objectNode();
      schema.putArray("anyOf").add(value(last)).addObject().put("type", "null");
      return schema;
    }
    if (type.getRawType() == List.class) {
      ObjectNode schema = JSON.objectNode().put("type", "array");
      schema.set("items", value(last));
      return schema;
    }
    ObjectNode schema = JSON.objectNode().put("type", "object");
    schema.set("additionalProperties", value(last));
    return schema;
  }

  /** A type, or the single value that stands for a record. */
  private ObjectNode orBare(Class<?> type) {
    List<Class<?>> bare = type.isRecord() ? BareValues.types(type).toList() : List.of();
    if (bare.isEmpty()) {
      return reference(type);
    }
    ObjectNode schema = JSON.objectNode();
    ArrayNode options = schema.putArray("anyOf");
    bare.forEach(simple -> options.add(value(simple)));
    options.add(reference(type));
    return schema;
  }

  private ObjectNode reference(Class<?> type) {
    if (met.add(type)) {
      open.add(type);
    }
    return JSON.objectNode().put("$ref", "#/$defs/" + name(type));
  }

  /** Unlike the simple name, the binary name is unique. */
  private static String name(Class<?> type) {
    return type.getName().replace("org.polysome.", "").replace('$', '.');
  }

  private static JsonNode json(Node node) {
    return switch (node) {
      case Node.Mapping mapping -> {
        ObjectNode object = JSON.objectNode();
        mapping.entries().forEach((key, value) -> object.set(key, json(value)));
        yield object;
      }
      case Node.Listing list -> {
        ArrayNode array = JSON.arrayNode();
        list.items().forEach(item -> array.add(json(item)));
        yield array;
      }
      case Node.Scalar scalar -> scalar(scalar);
    };
  }

  private static JsonNode scalar(Node.Scalar scalar) {
    return switch (scalar.kind()) {
      case TEXT -> JSON.stringNode(scalar.text());
      case WHOLE_NUMBER -> JSON.numberNode(ScalarBinder.integer(scalar.text()));
      case NUMBER ->
          scalar.text().contains("inf")
              ? JSON.stringNode(scalar.text())
              : JSON.numberNode(Double.parseDouble(scalar.text()));
      case TRUTH -> JSON.booleanNode(Boolean.parseBoolean(scalar.text()));
      case NOTHING -> JSON.nullNode();
    };
  }
}
