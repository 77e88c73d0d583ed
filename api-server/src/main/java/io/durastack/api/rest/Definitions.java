package io.durastack.api.rest;

import io.durastack.inventory.list.Definition;

/** The tables of the resources that others name. */
public final class Definitions {

    public static final Definition ZONE = new Definition("zone", "zone");
    public static final Definition CLUSTER = new Definition("cluster", "cluster");
    public static final Definition HOST = new Definition("host", "host");
    public static final Definition PRIMARY_STORAGE =
            new Definition("primary_storage", "primary-storage");
    public static final Definition IMAGE = new Definition("image", "image");
    public static final Definition INSTANCE_OFFERING =
            new Definition("instance_offering", "instance-offering");
    public static final Definition L2_NETWORK = new Definition("l2_network", "l2-network");
    public static final Definition L3_NETWORK = new Definition("l3_network", "l3-network");
    public static final Definition VM = new Definition("vm", "vm");

    private Definitions() {}
}
