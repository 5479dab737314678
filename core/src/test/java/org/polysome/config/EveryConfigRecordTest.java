package org.polysome.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.polysome.config.Node.Kind;
import org.polysome.config.Node.Listing;
import org.polysome.config.Node.Mapping;
import org.polysome.config.Node.Scalar;
import org.polysome.fault.PolysomeException;
import org.polysome.suite.grid.Judging;
import org.polysome.train.Plan;

/**
 * Every record that a configuration can contain, found from the root: it can be bound from YAML,
 * its defaults are accepted by its constructor, and what is written reads back equal. A new
 * component is tested here without a line of its own.
 */
@Tag("locale")
class EveryConfigRecordTest {

  private static final long SEED = 20261121;
  private static final int TRIES = 2000;
  private static final int ENOUGH = 10;

  static Stream<Class<?>> records() {
    Set<Class<?>> records = new LinkedHashSet<>();
    Deque<Type> open = new ArrayDeque<>(List.of(Plan.class, Judging.class));
    while (!open.isEmpty()) {
      Type type = open.remove();
      if (type instanceof ParameterizedType generic) {
        open.addAll(List.of(generic.getActualTypeArguments()));
      } else if (type instanceof Class<?> plain && plain.isSealed()) {
        open.addAll(Choices.of(plain).records().values());
      } else if (type instanceof Class<?> plain && plain.isRecord() && records.add(plain)) {
        Component.all(plain).forEach(component -> open.add(component.type()));
      }
    }
    return records.stream();
  }

  @Test
  void theSearchFindsThem() {
    assertThat(records()).hasSizeGreaterThan(15).contains(Plan.class);
  }

  @ParameterizedTest
  @MethodSource("records")
  void defaultsAloneAreAccepted(Class<?> record) {
    for (Component component : Component.all(record)) {
      component
          .absent()
          .map(component::asRead)
          .ifPresent(
              absent ->
                  assertThat(bound(absent, component.type()))
                      .as("%s.%s: %s", record.getSimpleName(), component.key(), absent)
                      .isPresent());
    }
  }

  @ParameterizedTest
  @MethodSource("records")
  void whatIsWrittenReadsBackEqual(Class<?> record) {
    Random random = new Random(SEED);
    int accepted = 0;
    for (int i = 0; i < TRIES && accepted < ENOUGH; i++) {
      Node tree = group(record, random, 0);
      Optional<Object> value = bound(tree, record);
      if (value.isPresent()) {
        accepted++;
        Record written = (Record) value.get();
        Node read = YamlReader.read(Config.text(written), "written");
        assertThat(bound(read, record))
            .as("seed %d, try %d: %s", SEED, i, Config.text(written))
            .hasValue(written);
      }
    }
    assertThat(accepted).as("values that the constructor accepts").isPositive();
  }

  @ParameterizedTest
  @MethodSource("records")
  void noKeyIsAmbiguous(Class<?> record) {
    List<String> keys = new ArrayList<>();
    for (Component component : Component.all(record)) {
      keys.add(component.key());
      keys.addAll(component.oldKeys());
    }
    assertThat(keys).doesNotHaveDuplicates().doesNotContain(Merge.TYPE, Inheritance.EXTENDS);
  }

  @Test
  void theSchemaCoversEveryType() {
    assertThat(JsonSchema.of(Plan.class, List.of(), List.of())).contains("additionalProperties");
  }

  private static Optional<Object> bound(Node tree, Type type) {
    try {
      return Optional.of(new Binder(Plan.class).bind(tree, type, KeyPath.ROOT));
    } catch (PolysomeException refused) {
      return Optional.empty();
    }
  }

  private static Node any(Type type, Random random, int depth) {
    if (type instanceof ParameterizedType generic) {
      Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
      if (generic.getRawType() == List.class) {
        return new Listing(List.of(any(last, random, depth)), mark());
      }
      return generic.getRawType() == Map.class
          ? new Mapping(Map.of("some-name", any(last, random, depth)), mark())
          : any(last, random, depth);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isSealed()) {
      Map<String, Class<?>> choices = Choices.of(plain).records();
      String name = List.copyOf(choices.keySet()).get(random.nextInt(choices.size()));
      Class<?> chosen = java.util.Objects.requireNonNull(choices.get(name));
      return group(chosen, random, depth).with(Merge.TYPE, new Scalar(name, Kind.TEXT, mark()));
    }
    return plain.isRecord() ? group(plain, random, depth) : scalar(plain, random);
  }

  /** Keys with a default, or optional, are given half of the time. */
  private static Mapping group(Class<?> record, Random random, int depth) {
    Map<String, Node> entries = new LinkedHashMap<>();
    for (Component component : Component.all(record)) {
      boolean mayLack = component.absent().isPresent() || Types.isOptional(component.type());
      if (!mayLack || (depth < 2 && random.nextBoolean())) {
        entries.put(component.key(), any(component.type(), random, depth + 1));
      }
    }
    return new Mapping(entries, mark());
  }

  private static Scalar scalar(Class<?> type, Random random) {
    if (type.isEnum()) {
      List<String> names = List.copyOf(ScalarBinder.constants(type).keySet());
      return new Scalar(names.get(random.nextInt(names.size())), Kind.TEXT, mark());
    }
    return switch (Types.describe(type)) {
      case "a whole number" -> pick(Kind.WHOLE_NUMBER, random, "1", "2", "4", "8", "64", "0");
      case "a number" -> pick(Kind.NUMBER, random, "0.5", "0.25", "1.0", "1e-6", "0.0", "10.0");
      case "true or false" -> pick(Kind.TRUTH, random, "true", "false");
      default -> pick(Kind.TEXT, random, "cpu", "a/b.txt", "cell_type", "0", "clustering");
    };
  }

  private static Scalar pick(Kind kind, Random random, String... texts) {
    return new Scalar(texts[random.nextInt(texts.length)], kind, mark());
  }

  private static Mark mark() {
    return new Mark("generated");
  }
}
