package dev.berth.session;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives an enum's constants the form they have on the wire and on disk: lower case, with underscores. */
public interface WireName {

    String name();

    default String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a constant by its wire name, or refuses with a sentence that names the field and the choices. */
    static <E extends Enum<E> & WireName> E parse(Class<E> type, String field, String text) {
        return Stream.of(type.getEnumConstants()).filter(e -> e.wireName().equals(text)).findFirst()
                .orElseThrow(() -> Refusal.invalid(field + " must be one of " + choices(type) + "."));
    }

    /** Finds a constant by its stored form. @throws StorageFailure when there is none: the file is damaged */
    static <E extends Enum<E> & WireName> E stored(Class<E> type, String text) {
        return Stream.of(type.getEnumConstants()).filter(e -> e.wireName().equals(text)).findFirst()
                .orElseThrow(() -> new StorageFailure(StorageFailure.Kind.DAMAGED,
                        "a row holds no " + type.getSimpleName() + " where one must be", null));
    }

    private static <E extends Enum<E> & WireName> String choices(Class<E> type) {
        return Stream.of(type.getEnumConstants()).map(WireName::wireName).collect(Collectors.joining(", "));
    }
}
