package io.durastack.api.vm;

import io.durastack.api.operation.OperationDefaults;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.problem.ProblemCode;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.House;
import io.durastack.api.rest.References;
import io.durastack.inventory.allocation.Breakdown;
import io.durastack.inventory.allocation.HostAllocator;
import io.durastack.inventory.allocation.Need;
import io.durastack.inventory.list.Keys;
import io.durastack.inventory.operation.Claim;
import io.durastack.inventory.operation.NewOperation;
import io.durastack.inventory.operation.Priority;
import io.durastack.inventory.operation.Requester;
import io.durastack.inventory.secret.SecretBox;
import io.durastack.inventory.vm.NewVm;
import io.durastack.inventory.vm.UserData;
import io.durastack.inventory.vm.VmIntake;
import io.durastack.workflows.hypervisor.Hardware;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.network.L2NetworkId;
import io.durastack.workflows.network.L3NetworkId;
import io.durastack.workflows.offering.OfferingId;
import io.durastack.workflows.operation.OnFailure;
import io.durastack.workflows.operation.OperationId;
import io.durastack.workflows.operation.ResourceRef;
import io.durastack.workflows.project.ProjectId;
import io.durastack.workflows.vm.CreateVm;
import io.durastack.workflows.vm.CreateVmRequest;
import io.durastack.workflows.vm.VmId;
import io.durastack.workflows.zone.ZoneId;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what callers ask about VMs into rows and operations, inside the caller's transaction. */
@Component
class VmIntents {

    /** An operation to be accepted, and the VM that it is about. */
    record Intent(NewOperation operation, UUID vm) {}

    private record ImageRow(UUID id, String name, UUID zoneId, String state, long virtualBytes) {}

    private record OfferingRow(UUID id, String name, int cpus, long memoryBytes, long rootBytes) {}

    private record NetworkRow(
            UUID id, UUID l2NetworkId, UUID zoneId, @Nullable String physicalNetwork) {}

    private final House house;
    private final HostAllocator hosts;
    private final VmIntake intake;
    private final UserData userData;
    private final OperationDefaults defaults;

    VmIntents(House house, OperationDefaults defaults, SecretBox secrets) {
        this.house = house;
        this.hosts = new HostAllocator(house.jdbc());
        this.intake = new VmIntake(house.jdbc());
        this.userData = new UserData(house.jdbc(), secrets);
        this.defaults = defaults;
    }

    /** The id of the project's VM of this name or id. */
    UUID find(UUID project, String nameOrId) {
        return house.jdbc()
                .sql(
                        """
                        select id from vm where project_id = :project
                            and ((name = :key and deleted_at is null) or id = :id)
                        """)
                .param("project", project)
                .param("key", nameOrId)
                .param("id", Keys.asId(nameOrId), Types.OTHER)
                .query((row, index) -> row.getObject(1, UUID.class))
                .optional()
                .orElseThrow(() ->
                        ApiProblem.of(ProblemCode.NOT_FOUND, "there is no VM '" + nameOrId + "'"));
    }

    Intent create(UUID project, VmRequest body, Requester requester) {
        ImageRow image = image(body.image());
        OfferingRow offering = offering(body.offering());
        UUID zone = zone(body, image);
        List<NetworkRow> networks = networks(body.networks(), zone);
        long rootBytes = rootBytes(body, image, offering);
        refuseWhatNoHostTakes(zone, offering, rootBytes, networks);
        defaults.refuseTooMany(project);

        Map<String, String> labels = Checks.labels(body.labels());
        VmId vm = VmId.next();
        OperationId operation = OperationId.next();
        intake.insert(
                new NewVm(
                        vm,
                        new ProjectId(project),
                        new ZoneId(zone),
                        body.name(),
                        Objects.requireNonNullElse(body.hostname(), hostname(body.name())),
                        Objects.requireNonNullElse(body.description(), ""),
                        labels,
                        Boolean.TRUE.equals(body.deleteProtection()),
                        new ImageId(image.id()),
                        image.name(),
                        new OfferingId(offering.id()),
                        offering.name(),
                        offering.cpus(),
                        offering.memoryBytes(),
                        rootBytes,
                        Hardware.DEFAULT,
                        Objects.requireNonNullElse(body.sshKeys(), List.of()),
                        body.userData() == null ? null : userData.keep(body.userData()),
                        networks.stream()
                                .map(it ->
                                        new NewVm.Nic(
                                                new L3NetworkId(it.id()),
                                                new L2NetworkId(it.l2NetworkId())))
                                .toList(),
                        operation));
        CreateVmRequest request =
                new CreateVmRequest(
                        vm,
                        body.name(),
                        new ImageId(image.id()),
                        new OfferingId(offering.id()),
                        networks.stream().map(it -> new L3NetworkId(it.id())).toList());
        return new Intent(
                new NewOperation(
                        operation,
                        CreateVm.KIND,
                        new ResourceRef("vm", vm.value(), body.name()),
                        new ProjectId(project),
                        new ZoneId(zone),
                        Priority.BULK,
                        OnFailure.valueOf(
                                Objects.requireNonNullElse(body.onFailure(), "ROLL_BACK")),
                        defaults.policy(),
                        request,
                        Claim.whole("vm", vm.value()),
                        requester,
                        defaults.deadline(CreateVm.KIND),
                        labels),
                vm.value());
    }

    private ImageRow image(String nameOrId) {
        ImageRow image =
                References.use(
                        house,
                        Definitions.IMAGE,
                        "/image",
                        nameOrId,
                        "id, name, zone_id, state, coalesce(virtual_bytes, 0) as virtual_bytes",
                        ImageRow.class);
        if (!image.state().equals("READY")) {
            throw ApiProblem.invalid(
                    "/image", "image '" + image.name() + "' is " + image.state() + ", not READY");
        }
        return image;
    }

    private OfferingRow offering(String nameOrId) {
        return References.use(
                house,
                Definitions.INSTANCE_OFFERING,
                "/offering",
                nameOrId,
                "id, name, cpus, memory_bytes, root_bytes",
                OfferingRow.class);
    }

    private UUID zone(VmRequest body, ImageRow image) {
        String named = body.zone();
        UUID zone =
                named == null
                        ? image.zoneId()
                        : References.use(house, Definitions.ZONE, "/zone", named);
        if (!zone.equals(image.zoneId())) {
            throw ApiProblem.invalid("/image", "image '" + image.name() + "' is in another zone");
        }
        return zone;
    }

    private List<NetworkRow> networks(List<String> names, UUID zone) {
        List<NetworkRow> networks = new ArrayList<>();
        for (int number = 0; number < names.size(); number++) {
            String pointer = "/networks/" + number;
            NetworkRow network =
                    References.use(
                            house,
                            Definitions.L3_NETWORK,
                            pointer,
                            names.get(number),
                            "id, l2_network_id, zone_id,"
                                    + " (select l.physical_network from l2_network l where l.id = l2_network_id)",
                            NetworkRow.class);
            if (!network.zoneId().equals(zone)) {
                throw ApiProblem.invalid(
                        pointer, "network '" + names.get(number) + "' is in another zone");
            }
            networks.add(network);
        }
        return networks;
    }

    private static long rootBytes(VmRequest body, ImageRow image, OfferingRow offering) {
        Long wanted = body.rootBytes();
        if (wanted == null) {
            return Math.max(offering.rootBytes(), image.virtualBytes());
        }
        if (wanted < image.virtualBytes()) {
            throw ApiProblem.invalid(
                    "/rootBytes",
                    "must be at least the size of the image, " + image.virtualBytes());
        }
        return wanted;
    }

    /**
     * Says at once what no host could take now. Whether it still can when the VM is placed is for
     * the placement to see.
     */
    private void refuseWhatNoHostTakes(
            UUID zone, OfferingRow offering, long rootBytes, List<NetworkRow> networks) {
        Breakdown breakdown =
                hosts.breakdown(
                        new Need(
                                new ZoneId(zone),
                                offering.cpus(),
                                offering.memoryBytes(),
                                VmIntake.storageBytes(rootBytes),
                                networks.stream()
                                        .map(NetworkRow::physicalNetwork)
                                        .filter(Objects::nonNull)
                                        .distinct()
                                        .toList(),
                                List.of()));
        if (breakdown.fitting() == 0) {
            throw ApiProblem.withBreakdown(ProblemCode.NO_CAPACITY, breakdown.text(), breakdown);
        }
    }

    private static String hostname(String name) {
        String plain =
                name.toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9-]", "-")
                        .replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "vm" : plain;
    }
}
