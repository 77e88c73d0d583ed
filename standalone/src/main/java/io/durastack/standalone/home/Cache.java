package io.durastack.standalone.home;

import java.nio.file.Path;

/**
 * The user's cache folder, where built tools are kept for all installations: {@code
 * $XDG_CACHE_HOME/durastack}.
 */
public final class Cache {

    private Cache() {}

    /** A folder or file in it. */
    public static Path path(String name) {
        String named = System.getenv("XDG_CACHE_HOME");
        Path cache =
                named == null || named.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(named);
        return cache.resolve("durastack").resolve(name);
    }
}
