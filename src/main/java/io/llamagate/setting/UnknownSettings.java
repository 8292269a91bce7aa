package io.llamagate.setting;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with a setting that there is not: a misspelt limit or list of projects must not
 * be one that nobody set. The environment is shared with other programs, and Kubernetes adds a
 * service's addresses to it, so of what stands there it only warns.
 */
@Component
class UnknownSettings implements BeanFactoryPostProcessor {
    private static final Logger log = LoggerFactory.getLogger(UnknownSettings.class);

    /** As Kubernetes names the addresses of a service (and Docker once did). */
    private static final String ADDRESS_OF_A_SERVICE = ".*_(SERVICE|PORT)(_.*)?";

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        Map<String, Class<?>> records = new HashMap<>();
        for (String bean : beans.getBeanDefinitionNames()) {
            ConfigurationProperties settings = bean.startsWith("llamagate")
                    ? beans.findAnnotationOnBean(bean, ConfigurationProperties.class)
                    : null;
            if (settings != null) {
                records.put(settings.value(), Objects.requireNonNull(beans.getType(bean)));
            }
        }
        SettingNames names = new SettingNames(records);
        MutablePropertySources sources = beans.getBean(ConfigurableEnvironment.class)
                .getPropertySources();
        for (String name : environmentVariables(sources).filter(names::areWithout).toList()) {
            log.warn("There is no setting for the environment variable {}", name);
        }
        List<String> unknown = sources.stream()
                .filter(source -> !isOfTheSystem(source)).flatMap(UnknownSettings::names)
                .filter(names::areWithout).distinct().toList();
        if (!unknown.isEmpty()) {
            throw new InvalidSettingException(
                    "There is no setting %s.".formatted(String.join(", ", unknown)),
                    "Correct its name, or leave it out. All settings stand in README and in"
                            + " application.yml.");
        }
    }

    private static Stream<String> environmentVariables(MutablePropertySources sources) {
        return sources.stream().filter(UnknownSettings::isOfTheSystem)
                .flatMap(UnknownSettings::names)
                .filter(name -> !name.matches(ADDRESS_OF_A_SERVICE));
    }

    private static boolean isOfTheSystem(PropertySource<?> source) {
        return source.getName()
                .equals(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);
    }

    private static Stream<String> names(PropertySource<?> source) {
        return source instanceof EnumerablePropertySource<?> listed
                ? Arrays.stream(listed.getPropertyNames())
                : Stream.of();
    }
}
