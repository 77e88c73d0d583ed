package io.durastack.workflows.operation;

import io.durastack.workflows.host.HostRef;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.storage.StorageId;
import io.durastack.workflows.storage.StoredVolume;
import io.durastack.workflows.vm.VmId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something to be taken away from a host: what compensates a step, what a delete does, and what a
 * debt still owes. It takes all ids and places from itself, so it works when our rows are gone.
 *
 * @param what which kind of thing
 * @param vm the VM whose domain or volumes these are; null for what is no VM's
 * @param image the image whose copy it is; null for all else
 * @param bridge the bridge of a network; null for all else
 * @param folder the folder of a primary storage; null for all else
 */
public record Removal(
        What what,
        HostRef host,
        @Nullable VmId vm,
        List<StoredVolume> volumes,
        @Nullable Copy image,
        @Nullable Bridge bridge,
        @Nullable Folder folder) {

    /** An image and the name of its entry in a host's cache. */
    public record Copy(ImageId id, String sha256) {}

    /** A network, and what its bridge is called on hosts. */
    public record Bridge(L2NetworkId network, String name) {}

    /** A primary storage, and where it is on hosts. */
    public record Folder(StorageId storage, String path) {}

    /** In the order in which things may go: a volume only after the guest that may use it. */
    public enum What {
        DOMAIN("remove domain"),
        VOLUMES("remove volumes"),
        IMAGE("remove image"),
        BRIDGE("remove bridge"),
        FOLDER("remove folder"),
        HOST("release host");

        private final String step;

        What(String step) {
            this.step = step;
        }

        /**
         * Whether it goes when all else has gone that may use it, and beside others of its kind: a
         * copy stays while a volume lies on it, a bridge while a guest is plugged in, a folder
         * while a volume is in it.
         */
        public boolean goesLast() {
            return this == IMAGE || this == BRIDGE || this == FOLDER;
        }

        /** The name of the step as people see it. */
        public String step() {
            return step;
        }
    }

    public Removal {
        volumes = List.copyOf(volumes);
    }

    public static Removal domain(HostRef host, VmId vm) {
        return new Removal(What.DOMAIN, host, vm, List.of(), null, null, null);
    }

    public static Removal volumes(HostRef host, @Nullable VmId vm, List<StoredVolume> volumes) {
        return new Removal(What.VOLUMES, host, vm, volumes, null, null, null);
    }

    public static Removal image(HostRef host, ImageId image, String sha256) {
        return new Removal(What.IMAGE, host, null, List.of(), new Copy(image, sha256), null, null);
    }

    public static Removal bridge(HostRef host, L2NetworkId network, String name) {
        return new Removal(
                What.BRIDGE, host, null, List.of(), null, new Bridge(network, name), null);
    }

    public static Removal folder(HostRef host, StorageId storage, String path) {
        return new Removal(
                What.FOLDER, host, null, List.of(), null, null, new Folder(storage, path));
    }

    public static Removal host(HostRef host) {
        return new Removal(What.HOST, host, null, List.of(), null, null, null);
    }
}
