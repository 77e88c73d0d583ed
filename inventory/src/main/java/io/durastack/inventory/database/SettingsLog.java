package io.durastack.inventory.database;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.ApplicationContext;

/**
 * Tells once, when a process starts, which settings of ours it runs with: one line for each group,
 * with what is secret masked.
 */
final class SettingsLog implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(SettingsLog.class);

    private static final String MASK = "***";

    /** The end of a name: a key is secret, the file that it lies in is not. */
    private static final Pattern SECRET =
            Pattern.compile("(password|secret|token|key)$", Pattern.CASE_INSENSITIVE);

    /** A URL of JDBC may carry a password. */
    private static final Pattern IN_URL =
            Pattern.compile("(password=)[^&]*", Pattern.CASE_INSENSITIVE);

    private final ApplicationContext context;

    SettingsLog(ApplicationContext context) {
        this.context = context;
    }

    /** API server and worker in one process have some groups twice. */
    @Override
    public void afterSingletonsInstantiated() {
        context.getBeansWithAnnotation(ConfigurationProperties.class).values().stream()
                .filter(Record.class::isInstance)
                .map(Record.class::cast)
                .map(SettingsLog::line)
                .filter(line -> line.startsWith("durastack."))
                .distinct()
                .sorted()
                .forEach(line -> LOG.info("runs with {}", line));
    }

    private static String line(Record settings) {
        ConfigurationProperties group =
                settings.getClass().getAnnotation(ConfigurationProperties.class);
        return (group == null ? "" : group.prefix())
                + ": "
                + Arrays.stream(settings.getClass().getRecordComponents())
                        .map(setting -> kebab(setting.getName()) + "=" + value(setting, settings))
                        .collect(Collectors.joining(", "));
    }

    private static String value(RecordComponent setting, Record settings) {
        Object value = read(setting.getAccessor(), settings);
        if (value == null) {
            return "none";
        }
        return SECRET.matcher(setting.getName()).find()
                ? MASK
                : IN_URL.matcher(value.toString()).replaceAll("$1" + MASK);
    }

    private static @Nullable Object read(Method accessor, Record settings) {
        try {
            // Groups that no other package names are not public.
            accessor.setAccessible(true);
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The name as it is set. */
    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
