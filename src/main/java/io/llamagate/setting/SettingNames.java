package io.llamagate.setting;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of the gateway's settings, as the records tell that they bind to. They are compared by
 * letters and digits alone, since the same name is written in several ways. Immutable.
 */
final class SettingNames {
    private static final Pattern OURS = Pattern.compile("(?i)llamagate[._-].+");

    private final Pattern known;

    /** Takes the records by what the names of their settings begin with. */
    SettingNames(Map<String, ? extends Class<?>> records) {
        this.known = Pattern.compile(records.entrySet().stream()
                .map(record -> plain(record.getKey()) + pattern(record.getValue()))
                .collect(Collectors.joining("|")));
    }

    /** Whether a property is named as a setting of the gateway would be, and is none. */
    boolean areWithout(String name) {
        return OURS.matcher(name).matches() && !known.matcher(plain(name)).matches();
    }

    /** What may follow the name of a setting of that type. */
    private static String pattern(Type type) {
        if (type instanceof Class<?> record && record.isRecord()) {
            return Arrays.stream(record.getRecordComponents())
                    .map(component -> plain(component.getName())
                            + pattern(component.getGenericType()))
                    .collect(Collectors.joining("|", "(", ")"));
        }
        if (type instanceof ParameterizedType collection) {
            Type[] parts = collection.getActualTypeArguments();
            return (parts.length == 2 ? "(.+" : "([0-9]+") + pattern(parts[parts.length - 1])
                    + ")?";
        }
        return "";
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
