package io.llamagate.chart;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * Kubernetes' own types, generated from its API's schema. Stricter than an API server, which drops
 * fields that it does not know and leaves it to the user to wonder.
 */
final class KubernetesTypes {
    private static final String PACKAGE = "io.kubernetes.client.openapi.models.";

    private KubernetesTypes() {
    }

    /** Whether the object is of Kubernetes itself, not of an extension. */
    static boolean include(JsonNode object) {
        try {
            type(object);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Passes if the object has every required field, no unknown one, and nothing that would be
     * written otherwise once it was read.
     */
    static void check(JsonNode object) {
        JsonElement rendered = JsonParser.parseString(object.toString());
        try {
            Class<?> type = type(object);
            type.getMethod("validateJsonElement", JsonElement.class).invoke(null, rendered);
            Object read = type.getMethod("fromJson", String.class).invoke(null,
                    object.toString());
            JsonElement written = JsonParser
                    .parseString(String.valueOf(type.getMethod("toJson").invoke(read)));
            if (!withoutEmpty(written).equals(withoutEmpty(rendered))) {
                throw new AssertionError("%s is read as %s".formatted(rendered, written));
            }
        } catch (InvocationTargetException e) {
            throw new AssertionError("%s: %s".formatted(rendered, e.getCause()), e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("There is no such type: " + rendered, e);
        }
    }

    /** The types write lists and maps that nobody gave them, as empty. */
    private static JsonElement withoutEmpty(JsonElement element) {
        if (element.isJsonArray()) {
            JsonArray array = new JsonArray();
            element.getAsJsonArray().forEach(item -> array.add(withoutEmpty(item)));
            return array;
        }
        if (!element.isJsonObject()) {
            return element;
        }
        JsonObject object = new JsonObject();
        element.getAsJsonObject().asMap().forEach((name, value) -> {
            JsonElement kept = withoutEmpty(value);
            if (!kept.equals(new JsonArray()) && !kept.equals(new JsonObject())) {
                object.add(name, kept);
            }
        });
        return object;
    }

    private static Class<?> type(JsonNode object) throws ClassNotFoundException {
        String version = object.path("apiVersion").asString().replaceFirst("^.*/", "");
        return Class.forName(PACKAGE + version.toUpperCase(Locale.ROOT) + Rendered.kind(object));
    }
}
