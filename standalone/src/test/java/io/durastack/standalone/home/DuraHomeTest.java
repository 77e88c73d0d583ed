package io.durastack.standalone.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.durastack.standalone.UserError;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuraHomeTest {

    @Test
    void an_installation_keeps_the_form_that_it_was_first_started_in(@TempDir Path folder) {
        DuraHome home = new DuraHome(folder);
        assertThat(home.form()).isEqualTo("development");

        home.settle("production");

        assertThat(new DuraHome(folder).form()).isEqualTo("production");
        assertThatThrownBy(() -> home.settle("development"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("production form");
    }

    @Test
    void a_port_that_is_taken_is_passed_over_and_the_choice_is_kept(@TempDir Path folder)
            throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int usual = Math.min(taken.getLocalPort(), 32_000);
            DuraHome home = new DuraHome(folder);

            int port = home.port("part", usual);
            int other = home.port("other", usual);

            assertThat(port).isBetween(usual, 32_767).isNotEqualTo(taken.getLocalPort());
            assertThat(other).isNotEqualTo(port);
            assertThat(new DuraHome(folder).port("part", usual)).isEqualTo(port);
        }
    }
}
