package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;

/** Things on a host that are not ours: a paused domain and a file. They must stay as they are. */
final class Foreign {

    private static final String DOMAIN = "somebody-elses-vm";

    private static final String XML =
            "<domain type=\"qemu\"><name>"
                    + DOMAIN
                    + "</name><memory unit=\"MiB\">32</memory><vcpu>1</vcpu>"
                    + "<os><type arch=\"x86_64\">hvm</type></os></domain>";

    private final LabHost host;
    private final String file;
    private String before = "";

    Foreign(LabHost host) {
        this.host = host;
        this.file = host.storagePath() + "/somebody-elses-file";
    }

    /** Puts them there. */
    void plant() {
        remove();
        host.run(
                "printf '%s' '"
                        + XML
                        + "' > /run/foreign.xml && virsh -q -c qemu:///system create --paused /run/foreign.xml"
                        + " && echo 'not yours' > "
                        + file);
        before = look();
    }

    private String look() {
        return host.run(
                "virsh -q -c qemu:///system list --all | grep "
                        + DOMAIN
                        + "; virsh -q -c qemu:///system domuuid "
                        + DOMAIN
                        + "; sha256sum "
                        + file
                        + "; stat -c '%Y %u %g %a' "
                        + file);
    }

    /** Compares; after a power loss of the host no domain is left of anybody. */
    String unchanged() {
        String now = look();
        if (!now.equals(before)) {
            throw new UserError("it was:\n" + before + "\nand is:\n" + now);
        }
        return DOMAIN + " and " + file;
    }

    void remove() {
        host.run(
                "virsh -q -c qemu:///system destroy "
                        + DOMAIN
                        + " 2>/dev/null; rm -f /run/foreign.xml "
                        + file);
    }
}
