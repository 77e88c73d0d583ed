package io.durastack.workflows.failure;

/**
 * The documented failure codes. On the wire a code is an open string: a reader must cope with one
 * that it does not know. Each has one kind, a text for the caller and a hint at what to do next;
 * what only operators may see travels apart from both, as the detail of the failure.
 */
public enum FailureCode {
    NO_CAPACITY(
            FailureKind.NO_CAPACITY,
            "No host has room for this VM.",
            "Add a host, free some capacity, or choose a smaller offering."),
    NO_ADDRESS(
            FailureKind.NO_CAPACITY,
            "The network has no free address.",
            "Add an IP range to the network, or delete a VM that uses it."),
    QUOTA_EXCEEDED(
            FailureKind.NO_CAPACITY,
            "The project's quota does not allow this.",
            "Delete something, or ask for a higher quota."),
    HOST_UNREACHABLE(
            FailureKind.UNREACHABLE,
            "The host does not answer.",
            "Nothing to do for the caller; an operator should look at the host."),
    HOST_TIMEOUT(
            FailureKind.TIMEOUT,
            "The host did not answer in time.",
            "Nothing to do; the step is tried again."),
    HOST_BUSY(FailureKind.BUSY, "The host is busy.", "Nothing to do; the step is tried again."),
    HOST_REFUSED(
            FailureKind.REFUSED,
            "The host could not do it.",
            "An operator should look at the host's message."),
    HOST_OUT_OF_MEMORY(
            FailureKind.REFUSED,
            "The host has not enough free memory.",
            "Check what else runs on the host."),
    HOST_DISK_FULL(
            FailureKind.REFUSED,
            "The storage of the host is full.",
            "Free space on the host's storage."),
    HOST_LOST(
            FailureKind.CALLER,
            "The host is lost, with all that was on its disks.",
            "Roll back or abandon what is held, delete the VM, and make it anew on another host."),
    HOST_UNKNOWN(
            FailureKind.CALLER,
            "The host is not known where it should be.",
            "Check whether the host was removed."),
    BRIDGE_REFUSED(
            FailureKind.CALLER,
            "A host cannot have the network's bridge.",
            "See which host and why; name another bridge, or correct the host's devices."),
    FOLDER_REFUSED(
            FailureKind.CALLER,
            "A host cannot have the folder of the primary storage.",
            "See which host and why; make the folder there, or mount what belongs there, and ask again."),
    HOST_UNSUITABLE(
            FailureKind.CALLER,
            "The machine cannot serve as a host.",
            "See what it lacks in the message."),
    HOST_KEY_UNKNOWN(
            FailureKind.CALLER,
            "Nobody has accepted the machine's SSH host key yet.",
            "Compare the fingerprint with the machine's own, and add the host with ssh.hostKey."),
    GUEST_MAY_RUN(
            FailureKind.CONFLICT,
            "The guest may run on a host that does not answer, so it is started nowhere else.",
            "Wait until the host answers, then retry; or roll back, and what is there becomes a debt."),
    SPEC_CONFLICT(
            FailureKind.CONFLICT,
            "Something else exists under this id.",
            "An operator should compare inventory and host."),
    NAME_TAKEN(
            FailureKind.CONFLICT,
            "The name is taken on the host.",
            "An operator should look for a foreign thing of that name on the host."),
    IMAGE_UNREADABLE(
            FailureKind.CALLER,
            "The image cannot be read.",
            "Check that the source is a raw or qcow2 image."),
    IMAGE_CHECKSUM(
            FailureKind.CALLER,
            "The image does not have the expected checksum.",
            "Check the sha256 and the source."),
    IMAGE_UNSAFE(
            FailureKind.CALLER,
            "The image refers to another file.",
            "Convert it to an image without a backing file."),
    GENERATION_REFUSED(
            FailureKind.STALE, "A later configuration is already applied.", "Nothing to do."),
    INVENTORY_UNAVAILABLE(
            FailureKind.AWAY,
            "The inventory does not answer.",
            "Nothing to do; the step is tried again."),
    STALE_STEP(FailureKind.STALE, "The operation has ended or moved on.", "Nothing to do."),
    ABANDONED(
            FailureKind.CANCELLED,
            "An operator gave the operation up.",
            "See the reason in the decision; debts are paid when their hosts are back."),
    FOUND_BY_AUDIT(
            FailureKind.CONFLICT,
            "An audit found it on the host, and no row knows it.",
            "Nothing to do; it is taken away when the host answers."),
    CANCELLED(FailureKind.CANCELLED, "The operation was cancelled.", "Nothing to do."),
    RUN_LOST(
            FailureKind.BUG,
            "The run of this operation was ended from outside.",
            "Decide on it: retry goes on where it was, rollback takes away what was made."),
    BUG(FailureKind.BUG, "Something unexpected happened.", "Report it with the request id.");

    private final FailureKind kind;
    private final String userText;
    private final String hint;

    FailureCode(FailureKind kind, String userText, String hint) {
        this.kind = kind;
        this.userText = userText;
        this.hint = hint;
    }

    public FailureKind kind() {
        return kind;
    }

    /** One sentence for the caller; says nothing about the inside of the data centre. */
    public String userText() {
        return userText;
    }

    /** What to do next. */
    public String hint() {
        return hint;
    }
}
