package org.polysome.cli;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a constant by the text that users write for it. */
class ByText<T> implements ITypeConverter<T> {

  private final List<T> constants;
  private final Function<T, String> text;
  private final String refusal;

  /**
   * Reads some constants.
   *
   * @param constants all there are, in the order they are named to the user
   * @param text what users write for each
   * @param refusal says of a text that no constant has, before the texts of all, what it is
   */
  ByText(T[] constants, Function<T, String> text, String refusal) {
    this.constants = List.of(constants);
    this.text = text;
    this.refusal = refusal;
  }

  @Override
  public T convert(String given) {
    return constants.stream()
        .filter(constant -> text.apply(constant).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is %s %s"
                        .formatted(
                            given,
                            refusal,
                            constants.stream().map(text).collect(Collectors.joining(", ")))));
  }
}
