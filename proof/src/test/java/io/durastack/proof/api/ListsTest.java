package io.durastack.proof.api;

import static io.durastack.proof.stack.SimulatedZone.created;
import static io.durastack.proof.stack.SimulatedZone.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.proof.stack.RunningApplication;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.proof.stack.SimulatedZone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsTest {

    private final SimulatedZone zone = new SimulatedZone(2);
    private final RunningApplication dura = zone.dura();

    /** Several of each kind; some VMs, operations and debts are without what theirs can miss. */
    @BeforeAll
    void makeSomeOfEach() {
        for (int size : List.of(4, 16, 64)) {
            create(
                    "instance-offerings",
                    "{'name':'cpus-"
                            + size
                            + "','cpus':"
                            + size
                            + ",'memoryBytes':"
                            + size * (1L << 30)
                            + ",'rootBytes':2147483648}");
        }
        create("zones", "{'name':'sim-2'}");
        create("clusters", "{'name':'c2','zone':'sim-2','pool':'simulator'}");
        create(
                "primary-storages",
                "{'name':'local-2','cluster':'c2','kind':'LOCAL','path':'/srv/vm'}");
        create("l2-networks", "{'name':'l2-2','zone':'sim-2'}");
        create("l3-networks", "{'name':'net-2','l2Network':'l2-2','cidr':'10.0.2.0/24'}");
        create("images", SimulatedZone.image("debian-2"));
        for (int number = 1; number <= 6; number++) {
            sql("update host set enabled = name = 'host-" + (number % 2 + 1) + "'");
            zone.runningVm("vm-" + number);
        }
        sql("update vm set host_id = null, host_name = null where name in ('vm-2', 'vm-5')");
        sql("update operation set zone_id = null where resource_name in ('vm-1', 'vm-4')");
        sql(
                """
                insert into debt (id, operation_id, host_id, removal, reason, guest_may_run, paid_at)
                select gen_random_uuid(), o.id, coalesce(h.id, gen_random_uuid()),
                    jsonb_build_object('what', 'HOST', 'volumes', '[]'::jsonb, 'host', jsonb_build_object(
                        'id', coalesce(h.id, o.id), 'name', 'was-here', 'zone', o.zone_id, 'pool', 'simulator')),
                    '{"code": "HOST_SILENT", "message": "silent", "detail": ""}', false, now()
                from operation o left join host h on h.id = o.resource_id
                where o.kind in ('host.create', 'image.create')
                """);
    }

    private void create(String list, String json) {
        created(zone.post("/v1/" + list, json, "Prefer", "wait=30"));
    }

    private void sql(String statement) {
        assertThat(zone.inventory().sql(statement).update()).isPositive();
    }

    @AfterAll
    void close() {
        zone.close();
    }

    /** What a list can be sorted by, as its refusal of something else says. */
    private List<String> fields(String list) {
        Answer refused = dura.get("/v1/" + list + "?sort=nothing");
        problem(refused, 400, "bad_list");
        return List.of(
                refused.json()
                        .at("/errors/0")
                        .toString()
                        .replaceAll(".*there are ([A-Za-z0-9, ]+).*", "$1")
                        .split(", "));
    }

    private Answer page(String list, String query) {
        Answer page = dura.get("/v1/" + list + "?" + query);
        assertThat(page.status()).as(page.json().toString()).isEqualTo(200);
        return page;
    }

    private static List<String> ids(Answer page) {
        List<String> ids = new ArrayList<>();
        page.json().at("/items").forEach(item -> ids.add(item.at("/id").asString()));
        return ids;
    }

    private List<String> oneByOne(String list, String sort) {
        List<String> ids = new ArrayList<>();
        @Nullable String next = "";
        while (next != null && ids.size() < 500) {
            Answer page =
                    page(list, "limit=1&sort=" + sort + (next.isEmpty() ? "" : "&after=" + next));
            ids.addAll(ids(page));
            next = page.json().at("/next").asStringOpt().orElse(null);
        }
        return ids;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zones",
                "clusters",
                "hosts",
                "primary-storages",
                "images",
                "instance-offerings",
                "l2-networks",
                "l3-networks",
                "vms",
                "operations",
                "debts"
            })
    void a_walk_in_single_steps_finds_what_the_whole_list_has_whatever_it_is_sorted_by(
            String list) {
        List<String> sorts =
                fields(list).stream().flatMap(field -> Stream.of(field, "-" + field)).toList();
        assertThat(sorts).contains("name", "-name", "createdAt", "-createdAt");
        for (String sort : sorts) {
            List<String> whole = ids(page(list, "limit=500&sort=" + sort));
            assertThat(whole).as("%s by %s", list, sort).hasSizeGreaterThan(1);
            assertThat(oneByOne(list, sort)).as("%s by %s", list, sort).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "clusters, zone, zones, sim-1",
        "hosts, zone, zones, sim-1",
        "hosts, cluster, clusters, c1",
        "primary-storages, cluster, clusters, c1",
        "images, zone, zones, sim-1",
        "l2-networks, zone, zones, sim-1",
        "l3-networks, zone, zones, sim-1",
        "l3-networks, l2Network, l2-networks, l2",
        "vms, zone, zones, sim-1",
        "vms, host, hosts, host-1",
        "vms, image, images, debian",
        "vms, offering, instance-offerings, small",
        "operations, zone, zones, sim-1",
        "operations, host, hosts, host-1",
        "operations, resource, hosts, host-1",
        "debts, host, hosts, host-1"
    })
    void a_filter_by_another_resource_takes_its_name_or_its_id(
            String list, String filter, String others, String name) {
        String id = dura.get("/v1/" + others + "/" + name).text("/id");
        List<String> found = ids(page(list, filter + "=" + id));
        assertThat(found).isNotEmpty().isEqualTo(ids(page(list, filter + "=" + name)));
        assertThat(ids(page(list, filter + "=" + UUID.randomUUID()))).isEmpty();
        assertThat(ids(page(list, filter + "=no-such-name"))).isEmpty();
    }

    private List<String> kinds(String label) {
        return page("operations", "sort=createdAt&labels=" + label)
                .json()
                .at("/items")
                .valueStream()
                .map(item -> item.at("/kind").asString())
                .toList();
    }

    @Test
    void an_operation_carries_the_labels_that_its_vm_had_when_it_was_accepted() {
        create("vms", SimulatedZone.vm("labelled").replace("}", ",'labels':{'team':'red'}}"));
        done(zone.post("/v1/vms/labelled:stop", "{'force':true}", "Prefer", "wait=30"));
        done(dura.patch("/v1/vms/labelled", "{\"labels\":{\"team\":\"blue\"}}"));
        done(dura.delete("/v1/vms/labelled", "Prefer", "wait=30"));
        assertThat(kinds("team=red")).containsExactly("vm.create", "vm.stop");
        assertThat(kinds("team=blue")).containsExactly("vm.delete");
    }

    private static void done(Answer answer) {
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(200);
    }

    @Test
    void operations_on_what_the_data_centre_is_made_of_carry_labels_too() {
        String labels = ",'labels':{'rack':'r7'}}";
        create("images", SimulatedZone.image("of-rack").replaceAll("}$", labels));
        create("l2-networks", "{'name':'of-rack','zone':'sim-2'" + labels);
        create(
                "primary-storages",
                "{'name':'of-rack','cluster':'c2','kind':'LOCAL','path':'/srv/r7'" + labels);
        create(
                "hosts",
                "{'name':'of-rack','cluster':'c2','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':1099511627776}"
                        + labels);
        List<String> lists = List.of("hosts", "primary-storages", "l2-networks", "images");
        lists.forEach(list -> done(dura.delete("/v1/" + list + "/of-rack", "Prefer", "wait=30")));
        assertThat(kinds("rack=r7"))
                .containsExactly(
                        "image.create",
                        "l2-network.create",
                        "primary-storage.create",
                        "host.create",
                        "host.delete",
                        "primary-storage.delete",
                        "l2-network.delete",
                        "image.delete");
    }

    @Test
    void numbers_are_sorted_as_numbers() {
        List<String> names = new ArrayList<>();
        page("instance-offerings", "sort=-cpus")
                .json()
                .at("/items")
                .forEach(item -> names.add(item.at("/name").asString()));
        assertThat(names).containsExactly("cpus-64", "cpus-16", "cpus-4", "small");
    }

    @Test
    void a_cursor_of_another_field_is_refused() {
        String byName = page("instance-offerings", "limit=1&sort=name").text("/next");
        problem(dura.get("/v1/instance-offerings?sort=cpus&after=" + byName), 400, "bad_list");
        String byHost = page("vms", "limit=1&sort=-host").text("/next");
        problem(dura.get("/v1/vms?sort=name&after=" + byHost), 400, "bad_list");
    }

    @Test
    void a_cursor_is_a_value_and_an_id_as_it_always_was() {
        Answer first = page("instance-offerings", "limit=1&sort=cpus");
        String cursor = "{\"place\":\"1\",\"id\":\"" + first.text("/items/0/id") + "\"}";
        String after =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(cursor.getBytes(StandardCharsets.UTF_8));
        assertThat(
                        page("instance-offerings", "limit=1&sort=cpus&after=" + after)
                                .text("/items/0/name"))
                .isEqualTo("cpus-4");
    }
}
