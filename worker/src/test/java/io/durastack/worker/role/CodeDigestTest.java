package io.durastack.worker.role;

import static org.assertj.core.api.Assertions.assertThat;

import io.durastack.workflows.engine.Workflows;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

class CodeDigestTest {

    @Test
    void the_same_code_has_the_same_name_and_other_code_another_one() {
        String workflows = CodeDigest.of(Workflows.class);

        assertThat(workflows)
                .isEqualTo(CodeDigest.of(Workflows.implementations()[0]))
                .matches("[0-9].*-[0-9a-f]{12}");
        assertThat(CodeDigest.of(Assertions.class)).isNotEqualTo(workflows);
    }
}
