package io.llamagate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** The file in which every setting stands with its default. */
final class ApplicationYml {
    static final Path FILE = Path.of("application.yml");

    private ApplicationYml() {
    }

    /**
     * Each setting with its default, which is empty where there is none, and that of a variable
     * where one is read.
     */
    static Map<String, String> defaults() throws IOException {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(FILE));
        Map<String, String> defaults = new TreeMap<>();
        Objects.requireNonNull(yaml.getObject()).forEach((name, value) -> defaults.put(
                name.toString(), value.toString().replaceFirst("^\\$\\{[A-Z_]+:(.*)}$", "$1")));
        if (Files.readString(FILE).contains("\n    keys: {}\n")) {
            // Spring has no property for an empty map.
            defaults.put("llamagate.llamacloud.keys", "");
        }
        return defaults;
    }
}
