package io.durastack.standalone.lab;

import io.durastack.standalone.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running lab, as {@code lab/lab up} describes it.
 *
 * @param device of each host that leads to the network of the guests
 * @param cidr of that network
 * @param gateway address of this machine in it
 * @param guestImage file of the tiny guest
 * @param command the lab's own program
 */
public record Lab(
        String device,
        String cidr,
        String gateway,
        Path guestImage,
        String guestImageSha256,
        Path home,
        Path command,
        List<LabHost> hosts) {

    public Lab {
        hosts = List.copyOf(hosts);
    }

    /**
     * Reads what the lab wrote.
     *
     * @throws UserError when there is no lab
     */
    public static Lab read(Path file) {
        if (!Files.isReadable(file)) {
            throw new UserError(
                    "There is no lab: " + file + " is missing.", "Start it with ./dura lab up");
        }
        try {
            JsonNode json = new JsonMapper().readTree(Files.readString(file));
            List<LabHost> hosts = new ArrayList<>();
            json.path("hosts").forEach(host -> hosts.add(host(host)));
            return new Lab(
                    json.at("/physicalNetwork/device").asString(),
                    json.at("/physicalNetwork/cidr").asString(),
                    json.at("/physicalNetwork/gateway").asString(),
                    Path.of(json.path("guestImage").asString()),
                    json.path("guestImageSha256").asString(),
                    Path.of(json.path("home").asString()),
                    Path.of(json.path("labCommand").asString()),
                    hosts);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static LabHost host(JsonNode json) {
        return new LabHost(
                json.path("name").asString(),
                json.path("address").asString(),
                json.path("port").asInt(),
                json.path("user").asString(),
                Path.of(json.path("privateKeyPath").asString()),
                json.path("hostKey").asString(),
                json.path("storagePath").asString());
    }

    /**
     * Runs the lab's own program: {@code cut host1}.
     *
     * @throws UserError when it fails
     */
    public void run(String... words) {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(line)
                        .redirectErrorStream(true)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DURA_HOME", home.toString());
        try {
            Process process = builder.start();
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                process.destroy();
                throw new UserError(String.join(" ", line) + " failed.");
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted");
        }
    }
}
