package io.durastack.api.rest;

import io.durastack.api.problem.ApiProblem;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * Folders on hosts. A primary storage lies in the storage path of each host of its cluster, or
 * below it: hosts let us work nowhere else.
 */
public final class HostPaths {

    /** Absolute, of plain words. */
    public static final String PATH = "(/[A-Za-z0-9._-]+)+";

    private record Row(String name, String path) {}

    private HostPaths() {}

    /** Refuses a path with a way up in it. */
    public static void refuseWaysUp(String pointer, String path) {
        if (Arrays.asList(path.split("/", -1)).stream()
                .anyMatch(part -> part.equals("..") || part.equals("."))) {
            throw ApiProblem.invalid(pointer, "must not contain . or .. as a part");
        }
    }

    /** Refuses a storage that would lie outside of a host's storage path. */
    public static void refuseStorageOutside(House house, UUID cluster, String path) {
        rows(
                        house,
                        """
                        select name, storage_path as path from host
                        where cluster_id = :cluster and pool <> 'simulator' and deleted_at is null order by name
                        """,
                        cluster)
                .stream()
                .filter(host -> !isIn(path, host.path()))
                .findFirst()
                .ifPresent(host -> {
                    throw ApiProblem.invalid(
                            "/path",
                            "must be "
                                    + host.path()
                                    + ", the storage path of host '"
                                    + host.name()
                                    + "', or a folder below it");
                });
    }

    /** Refuses a host whose storage path does not hold a storage of its cluster. */
    public static void refuseHostBeside(House house, UUID cluster, String storagePath) {
        rows(
                        house,
                        "select name, path from primary_storage where cluster_id = :cluster and deleted_at is null"
                                + " order by name",
                        cluster)
                .stream()
                .filter(storage -> !isIn(storage.path(), storagePath))
                .findFirst()
                .ifPresent(storage -> {
                    throw ApiProblem.invalid(
                            "/storagePath",
                            "must be "
                                    + storage.path()
                                    + ", the path of primary storage '"
                                    + storage.name()
                                    + "' of the cluster, or a folder above it");
                });
    }

    private static List<Row> rows(House house, String sql, UUID cluster) {
        return house.jdbc()
                .sql(sql)
                .param("cluster", cluster)
                .query((row, _) -> new Row(row.getString("name"), row.getString("path")))
                .list();
    }

    /** Whether a path is a folder or lies below it. */
    public static boolean isIn(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
