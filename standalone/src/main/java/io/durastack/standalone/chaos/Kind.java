package io.durastack.standalone.chaos;

/** What there is to be made and changed. */
enum Kind {
    VM("vm", "/v1/vms"),
    IMAGE("image", "/v1/images"),
    HOST("host", "/v1/hosts"),
    STORAGE("primary_storage", "/v1/primary-storages"),
    L2_NETWORK("l2_network", "/v1/l2-networks"),
    NETWORK("l3_network", "/v1/l3-networks"),
    OFFERING("instance_offering", "/v1/instance-offerings"),
    /** Nothing that clients see: cut off, killed. */
    PART("part", "");

    private final String table;
    private final String path;

    Kind(String table, String path) {
        this.table = table;
        this.path = path;
    }

    String table() {
        return table;
    }

    String path() {
        return path;
    }

    /** Whether making one, or taking it away, is an operation, and not done at once. */
    boolean byOperation() {
        return switch (this) {
            case VM, IMAGE, HOST, STORAGE, L2_NETWORK -> true;
            case NETWORK, OFFERING, PART -> false;
        };
    }
}
