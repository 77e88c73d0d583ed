package io.durastack.proof.api;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.durastack.proof.stack.RunningApplication;
import io.durastack.proof.stack.RunningApplication.Answer;
import io.durastack.testing.engine.TestingEngine;
import io.durastack.workflows.engine.EngineConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What is secret is kept sealed: no table, no payload of a workflow, no answer and no line of a log
 * shows it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsTest {

    private static final String MARK = "TopSecretOfTheTest";
    private static final String PRIVATE_KEY =
            "-----BEGIN OPENSSH PRIVATE KEY-----\\n"
                    + MARK
                    + "\\n-----END OPENSSH PRIVATE KEY-----";

    private final RunningApplication dura = new RunningApplication();
    private final EngineConnection engine =
            EngineConnection.to(TestingEngine.shared().target(), "default", "proof", null);
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = (Logger) LoggerFactory.getLogger("io.durastack");
    private final @Nullable Level before = ours.getLevel();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    /** The application has set its logging up by now, and would have taken an appender away. */
    @BeforeAll
    void listenToTheLog() {
        log.start();
        root.addAppender(log);
        ours.setLevel(Level.DEBUG);
        defineZones();
    }

    private void defineZones() {
        created("/v1/zones", "{'name':'sim-1'}");
        created("/v1/clusters", "{'name':'c1','zone':'sim-1','pool':'simulator'}");
        created("/v1/clusters", "{'name':'k1','zone':'sim-1','pool':'kvm'}");
        created(
                "/v1/primary-storages",
                "{'name':'local','cluster':'c1','kind':'LOCAL','path':'/srv/vm'}");
        created("/v1/l2-networks", "{'name':'l2','zone':'sim-1'}");
        created("/v1/l3-networks", "{'name':'net','l2Network':'l2','cidr':'10.0.0.0/24'}");
        created(
                "/v1/instance-offerings",
                "{'name':'small','cpus':1,'memoryBytes':1073741824,'rootBytes':2147483648}");
        created(
                "/v1/hosts",
                "{'name':'sim','cluster':'c1','simulated':{'cpus':8,'memoryBytes':68719476736,'storageBytes':1099511627776}}");
        created(
                "/v1/images",
                "{'name':'debian','zone':'sim-1','source':{'url':'https://example.org/d','sha256':'"
                        + "a".repeat(64)
                        + "'}}");
    }

    @AfterEach
    void no_history_and_no_line_of_the_log_shows_it() {
        assertThat(histories()).contains("https://example.org/d").doesNotContain(MARK);
        assertThat(logged()).contains("serving simulator-").doesNotContain(MARK);
    }

    @AfterAll
    void close() {
        engine.close();
        dura.close();
        root.detachAppender(log);
        ours.setLevel(before);
    }

    /** All that the engine keeps of all runs; payloads as the bytes that they are. */
    private String histories() {
        return JdbcClient.create(dura.inventory().dataSource())
                .sql(
                        """
                        select resource_kind || '/' || resource_id || '/' || id from operation
                        where dispatched_at is not null
                        """)
                .query((row, _) -> row.getString(1))
                .list()
                .stream()
                .map(run ->
                        engine.client()
                                .fetchHistory(run)
                                .getHistory()
                                .toByteString()
                                .toString(StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private String logged() {
        List<ILoggingEvent> lines;
        synchronized (log) {
            lines = List.copyOf(log.list);
        }
        return lines.stream()
                .map(line ->
                        line.getFormattedMessage()
                                + ThrowableProxyUtil.asString(line.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
    }

    private Answer post(String path, String json) {
        return dura.post(path, json.replace('\'', '"'), "Prefer", "wait=30");
    }

    private void created(String path, String json) {
        Answer answer = post(path, json);
        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
    }

    private static String host(String name, String rest) {
        return "{'name':'" + name + "','cluster':'k1'," + rest + "}";
    }

    private String everything() {
        JdbcClient inventory = JdbcClient.create(dura.inventory().dataSource());
        List<String> tables =
                inventory
                        .sql("select tablename from pg_tables where schemaname = 'public'")
                        .query((row, _) -> row.getString(1))
                        .list();
        StringBuilder all = new StringBuilder();
        for (String table : tables) {
            inventory
                    .sql("select t::text from \"" + table + "\" t")
                    .query(String.class)
                    .list()
                    .forEach(all::append);
        }
        return all.toString();
    }

    @Test
    void user_data_is_in_no_table_in_the_clear_and_goes_with_its_vm() {
        Answer created =
                post(
                        "/v1/vms",
                        "{'name':'web','image':'debian','offering':'small','networks':['net'],"
                                + "'sshKeys':['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI someone'],'userData':'#cloud-config "
                                + MARK
                                + "'}");
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        assertThat(created.json().toString()).doesNotContain(MARK);
        assertThat(everything()).doesNotContain(MARK);
        JdbcClient inventory = JdbcClient.create(dura.inventory().dataSource());
        assertThat(userDataRows(inventory)).isOne();

        assertThat(dura.delete("/v1/vms/web", "Prefer", "wait=30").status()).isEqualTo(200);
        assertThat(userDataRows(inventory)).isZero();
    }

    private static int userDataRows(JdbcClient inventory) {
        return inventory.sql("select count(*) from user_data").query(Integer.class).single();
    }

    @Test
    void the_private_key_of_a_host_is_in_no_table_in_the_clear_and_in_no_answer() {
        Answer accepted =
                dura.post(
                        "/v1/hosts",
                        host(
                                        "real",
                                        "'address':'192.0.2.1','ssh':{'user':'root','privateKey':'"
                                                + PRIVATE_KEY
                                                + "','hostKey':'ssh-ed25519 AAAAC3Nz'}")
                                .replace('\'', '"'),
                        "Idempotency-Key",
                        "h1");
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(202);
        assertThat(accepted.json().toString()).doesNotContain(MARK);
        assertThat(dura.get("/v1/hosts/real").json().toString())
                .doesNotContain(MARK)
                .contains("AAAAC3Nz");
        assertThat(everything()).doesNotContain(MARK);
        Awaitility.await("the step on the host to be asked for")
                .atMost(Duration.ofSeconds(30))
                .until(() -> histories().contains("EnsureHost"));
    }

    @Test
    void a_real_host_needs_a_way_in_and_a_key_that_is_one() {
        Answer none = post("/v1/hosts", host("x", "'address':'192.0.2.2'"));
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.text("/errors/0/pointer")).isEqualTo("/ssh");

        Answer noKey =
                post(
                        "/v1/hosts",
                        host("x", "'address':'192.0.2.2','ssh':{'privateKey':'" + MARK + "'}"));
        assertThat(noKey.status()).isEqualTo(422);
        assertThat(noKey.text("/errors/0/pointer")).isEqualTo("/ssh/privateKey");
        assertThat(noKey.json().toString()).doesNotContain(MARK);
    }

    @Test
    void a_primary_storage_lies_in_the_storage_path_of_each_real_host() {
        created("/v1/clusters", "{'name':'k2','zone':'sim-1','pool':'kvm'}");
        created(
                "/v1/primary-storages",
                "{'name':'fast','cluster':'k2','kind':'LOCAL','path':'/srv/fast'}");
        String way = "'address':'192.0.2.3','ssh':{'privateKey':'" + PRIVATE_KEY + "'},";
        Answer beside =
                post("/v1/hosts", host("y", way + "'storagePath':'/srv/slow'").replace("k1", "k2"));
        assertThat(beside.status()).isEqualTo(422);
        assertThat(beside.text("/errors/0/pointer")).isEqualTo("/storagePath");
        assertThat(beside.text("/detail")).contains("/srv/fast");

        Answer accepted =
                dura.post(
                        "/v1/hosts",
                        host("y", way + "'storagePath':'/srv'")
                                .replace("k1", "k2")
                                .replace('\'', '"'));
        assertThat(accepted.status()).as(accepted.json().toString()).isEqualTo(202);
        Answer outside =
                post(
                        "/v1/primary-storages",
                        "{'name':'off','cluster':'k2','kind':'LOCAL','path':'/mnt/off'}");
        assertThat(outside.status()).isEqualTo(422);
        assertThat(outside.text("/detail")).contains("/srv");
        Answer up =
                post(
                        "/v1/primary-storages",
                        "{'name':'up','cluster':'k2','kind':'LOCAL','path':'/srv/../etc'}");
        assertThat(up.text("/errors/0/pointer")).isEqualTo("/path");
    }
}
