package io.durastack.inventory.image;

import io.durastack.inventory.operation.LockedOperation;
import io.durastack.inventory.operation.OperationEnds.Told;
import io.durastack.inventory.operation.OperationKind;
import io.durastack.workflows.host.HostId;
import io.durastack.workflows.image.CreateImage;
import io.durastack.workflows.image.DeleteImage;
import io.durastack.workflows.image.ImageId;
import io.durastack.workflows.operation.Debt;
import io.durastack.workflows.operation.Removal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How the operations of an image end without a run. */
public final class ImageKinds {

    private ImageKinds() {}

    /** All of them. */
    public static List<OperationKind> all(JdbcClient jdbc) {
        ImageCopies copies = new ImageCopies(jdbc);
        return List.of(new Create(copies), new Delete(copies));
    }

    /** Where a removal is owed already. */
    private static List<HostId> hosts(List<Debt> debts) {
        return debts.stream().map(debt -> debt.removal().host().id()).toList();
    }

    private record Create(ImageCopies copies) implements OperationKind {

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
            return copies.erased(operation, List.of());
        }

        @Override
        public List<Removal> leftovers(LockedOperation operation) {
            return copies.of(new ImageId(operation.resource().id()));
        }

        @Override
        public Told abandon(LockedOperation operation, List<Debt> debts) {
            return copies.erased(operation, hosts(debts));
        }
    }

    private record Delete(ImageCopies copies) implements OperationKind {

        @Override
        public String name() {
            return DeleteImage.KIND;
        }

        @Override
        public boolean reversible() {
            return false;
        }

        @Override
        public Told withdraw(LockedOperation operation) {
            return copies.kept(new ImageId(operation.resource().id()));
        }

        @Override
        public List<Removal> leftovers(LockedOperation operation) {
            return copies.of(new ImageId(operation.resource().id()));
        }

        @Override
        public Told abandon(LockedOperation operation, List<Debt> debts) {
            return copies.deleted(operation, hosts(debts));
        }
    }
}
