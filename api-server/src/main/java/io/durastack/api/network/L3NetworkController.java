package io.durastack.api.network;

import io.durastack.api.openapi.Answers;
import io.durastack.api.problem.ApiProblem;
import io.durastack.api.rest.Checks;
import io.durastack.api.rest.DefinitionPatch;
import io.durastack.api.rest.DefinitionRoutes;
import io.durastack.api.rest.Definitions;
import io.durastack.api.rest.Etags;
import io.durastack.api.rest.House;
import io.durastack.api.rest.Idempotency;
import io.durastack.api.rest.Projects;
import io.durastack.api.rest.References;
import io.durastack.inventory.list.Page;
import io.durastack.inventory.list.ResourceTable;
import io.durastack.inventory.network.AddressRange;
import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.id.Ids;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/l3-networks")
class L3NetworkController {

    private static final ResourceTable<L3NetworkView> TABLE =
            new ResourceTable<>(
                            L3NetworkView.class,
                            """
                            select jsonb_build_object('id', n.id, 'name', n.name, 'description', n.description, 'labels', n.labels,
                                'generation', n.generation, 'deleteProtection', n.delete_protection, 'createdAt', n.created_at,
                                'updatedAt', n.updated_at, 'zone', z.name, 'l2NetworkId', l.id, 'l2Network', l.name, 'cidr', n.cidr::text,
                                'gateway', host(n.gateway), 'dns', (select coalesce(jsonb_agg(host(d)), '[]') from unnest(n.dns) d),
                                'mtu', n.mtu,
                                'ipRanges', (select coalesce(jsonb_agg(jsonb_build_object('first', host(r.first), 'last', host(r.last))
                                    order by r.first), '[]') from ip_range r where r.l3_network_id = n.id),
                                'addressesFree', (select count(*) from free_address f where f.l3_network_id = n.id),
                                'addressesUsed', (select count(*) from nic_address a where a.l3_network_id = n.id)) as view
                            from l3_network n join l2_network l on l.id = n.l2_network_id join zone z on z.id = n.zone_id
                            """,
                            "n",
                            true)
                    .reference("zone", "z.name", "n.zone_id")
                    .reference("l2Network", "l.name", "n.l2_network_id");

    private final House house;
    private final Idempotency idempotency;
    private final DefinitionRoutes<L3NetworkView> routes;

    L3NetworkController(House house, Idempotency idempotency) {
        this.house = house;
        this.idempotency = idempotency;
        this.routes =
                new DefinitionRoutes<>(house, Definitions.L3_NETWORK, TABLE)
                        .usedBy("NICs", "select count(*) from nic where l3_network_id = :id")
                        .usedBy(
                                "addresses",
                                "select count(*) from nic_address where l3_network_id = :id");
    }

    @GetMapping
    Page<L3NetworkView> list(HttpServletRequest request) {
        return routes.list(request);
    }

    @GetMapping("/{nameOrId}")
    ResponseEntity<L3NetworkView> show(@PathVariable String nameOrId) {
        return Etags.ok(routes.show(nameOrId));
    }

    @PostMapping
    @Answers(L3NetworkView.class)
    ResponseEntity<?> create(
            @Valid @RequestBody L3NetworkRequest body, HttpServletRequest request) {
        UUID id = Ids.next();
        List<AddressRange> ranges = ranges(body);
        return idempotency.once(
                request,
                Projects.DEFAULT,
                body,
                () ->
                        routes.create(
                                "/v1/l3-networks",
                                id,
                                body.name(),
                                () -> insert(id, body, ranges)));
    }

    private static List<AddressRange> ranges(L3NetworkRequest body) {
        if (!AddressRange.isCidr(body.cidr())) {
            throw ApiProblem.invalid(
                    "/cidr",
                    "must be a network like 10.0.0.0/24, with no bits set behind its prefix");
        }
        String gateway = body.gateway();
        if (gateway != null && !AddressRange.isIn(gateway, body.cidr())) {
            throw ApiProblem.invalid("/gateway", "must be an address of " + body.cidr());
        }
        List<AddressRange> ranges =
                body.ipRanges() == null
                        ? List.of(AddressRange.whole(body.cidr()))
                        : body.ipRanges();
        for (int number = 0; number < ranges.size(); number++) {
            AddressRange range = ranges.get(number);
            String pointer = "/ipRanges/" + number;
            range.fault(body.cidr())
                    .ifPresent(fault -> {
                        throw ApiProblem.invalid(pointer, fault);
                    });
            if (ranges.subList(0, number).stream().anyMatch(range::overlaps)) {
                throw ApiProblem.invalid(pointer, "overlaps with a range before it");
            }
        }
        return ranges;
    }

    private void insert(UUID id, L3NetworkRequest body, List<AddressRange> ranges) {
        UUID l2 = References.use(house, Definitions.L2_NETWORK, "/l2Network", body.l2Network());
        refuseUnready(l2, body.l2Network());
        house.jdbc()
                .sql(
                        """
                        insert into l3_network (id, zone_id, l2_network_id, name, description, labels, delete_protection, cidr,
                            gateway, dns, mtu)
                        select :id, l.zone_id, l.id, :name, :description, :labels::jsonb, :deleteProtection, :cidr::cidr,
                            :gateway::inet, array(select d::inet from jsonb_array_elements_text(:dns::jsonb) d), :mtu
                        from l2_network l where l.id = :l2
                        """)
                .param("id", id)
                .param("name", body.name())
                .param("description", Objects.requireNonNullElse(body.description(), ""))
                .param("labels", Payloads.mapper().writeValueAsString(Checks.labels(body.labels())))
                .param("deleteProtection", Boolean.TRUE.equals(body.deleteProtection()))
                .param("cidr", body.cidr())
                .param("gateway", body.gateway())
                .param(
                        "dns",
                        Payloads.mapper()
                                .writeValueAsString(
                                        Objects.requireNonNullElse(body.dns(), List.of())))
                .param("mtu", Objects.requireNonNullElse(body.mtu(), 1500))
                .param("l2", l2)
                .update();
        ranges.forEach(range -> insertRange(id, range, body.gateway()));
    }

    /** One that is being made may be taken back, and this one would stand on nothing. */
    private void refuseUnready(UUID l2, String name) {
        String state =
                house.jdbc()
                        .sql("select state from l2_network where id = :id")
                        .param("id", l2)
                        .query(String.class)
                        .single();
        if (!state.equals("READY")) {
            throw ApiProblem.invalid(
                    "/l2Network", "L2 network '" + name + "' is " + state + ", not READY");
        }
    }

    private void insertRange(UUID network, AddressRange range, @Nullable String gateway) {
        house.jdbc()
                .sql(
                        """
                        with range as (
                            insert into ip_range (id, l3_network_id, first, last)
                            values (:id, :network, :first::inet, :last::inet)
                            returning first, last
                        )
                        insert into free_address (l3_network_id, address)
                        select :network, r.first + i from range r cross join generate_series(0, r.last - r.first) i
                        where r.first + i is distinct from :gateway::inet
                        """)
                .param("id", Ids.next())
                .param("network", network)
                .param("first", range.first())
                .param("last", range.last())
                .param("gateway", gateway)
                .update();
    }

    @PatchMapping("/{nameOrId}")
    ResponseEntity<L3NetworkView> patch(
            @PathVariable String nameOrId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @Valid @RequestBody DefinitionPatch body) {
        return routes.patch(nameOrId, ifMatch, body);
    }

    @DeleteMapping("/{nameOrId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    ResponseEntity<Void> delete(
            @PathVariable String nameOrId,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
        return routes.delete(
                nameOrId,
                ifMatch,
                id ->
                        house.jdbc()
                                .sql("delete from free_address where l3_network_id = :id")
                                .param("id", id)
                                .update());
    }
}
