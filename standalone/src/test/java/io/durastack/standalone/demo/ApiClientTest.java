package io.durastack.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiClientTest {

    private static HttpServer server(String name) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    byte[] body = ("{\"name\":\"" + name + "\"}").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        return server;
    }

    private static String root(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static String ask(ApiClient api) {
        return api.exchange("GET", "/", null, Map.of()).body().path("name").asString();
    }

    @Test
    void servers_are_asked_in_turn_and_one_that_is_gone_costs_one_try() throws IOException {
        HttpServer one = server("one");
        HttpServer two = server("two");
        ApiClient api = new ApiClient(List.of(root(one), root(two)), "token");
        assertThat(IntStream.range(0, 4).mapToObj(it -> ask(api)))
                .containsExactly("one", "two", "one", "two");

        one.stop(0);

        assertThatThrownBy(() -> ask(api)).isInstanceOf(UncheckedIOException.class);
        assertThat(IntStream.range(0, 4).mapToObj(it -> ask(api))).containsOnly("two");
        two.stop(0);
    }
}
