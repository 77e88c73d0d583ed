package io.durastack.inventory.image;

import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.workflows.image.CreateImage;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the operations of an image end without a run. */
public final class ImageKinds {

    private ImageKinds() {}

    /** All of them. */
    public static List<OperationKind> all(JdbcClient jdbc) {
        return List.of(new Create(jdbc));
    }

    static Told erased(JdbcClient jdbc, LockedOperation operation) {
        jdbc.sql("delete from image where id = :image")
                .param("image", operation.resource().id())
                .update();
        return Told.gone("image.create_rolled_back", Map.of("name", operation.resource().name()));
    }

    private record Create(JdbcClient jdbc) implements OperationKind {

        @Override
        public String name() {
            return CreateImage.KIND;
        }

        @Override
        public boolean reversible() {
            return true;
        }

        @Override
        public Told withdraw(LockedOperation operation) {
            return erased(jdbc, operation);
        }

        /** What is in a host's cache belongs to nobody. */
        @Override
        public List<Removal> leftovers(LockedOperation operation) {
            return List.of();
        }

        @Override
        public Told abandon(LockedOperation operation, List<Debt> debts) {
            return erased(jdbc, operation);
        }
    }
}
