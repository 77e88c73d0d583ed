package io.durastack.inventory.operation;

import io.durastack.workflows.engine.Payloads;
import io.durastack.workflows.failure.FailureCode;
import io.durastack.workflows.failure.StepError;
import io.durastack.workflows.failure.StepFailure;
import io.durastack.workflows.operation.Fence;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Notes on an operation's row that one of its steps is being tried again. Cleared by the end, or by
 * the next turn.
 */
public final class OperationAttention {

    private final JdbcClient jdbc;

    public OperationAttention(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A try has failed and another one will come.
     *
     * @param attempt the one that failed, from 1
     */
    public void retrying(Fence fence, String step, int attempt, RuntimeException failure) {
        StepError error =
                failure instanceof StepFailure known
                        ? StepError.of(known.code(), known.detail(), step)
                        : StepError.of(FailureCode.BUG, failure.toString(), step);
        jdbc.sql(
                        """
                        update operation set attention = jsonb_build_object('step', :step::text, 'attempt', :attempt::int,
                            'at', now(), 'error', :error::jsonb, 'since', coalesce(
                                case when attention ->> 'step' = :step then attention -> 'since' end, to_jsonb(now())))
                        where id = :id and turn = :turn and state in ('RUNNING', 'UNWINDING')
                        """)
                .param("step", step)
                .param("attempt", attempt)
                .param("error", Payloads.mapper().writeValueAsString(error))
                .param("id", fence.operation().value())
                .param("turn", fence.turn())
                .update();
    }

    /** The step that was being tried again has done its work. */
    public void passed(Fence fence) {
        jdbc.sql(
                        "update operation set attention = null where id = :id and turn = :turn and attention is not null")
                .param("id", fence.operation().value())
                .param("turn", fence.turn())
                .update();
    }
}
