package io.durastack.proof.harness;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.durastack.workflows.engine.Workflows;
import io.durastack.workflows.operation.FencedRequest;
import io.durastack.workflows.operation.OperationRun;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.workflow.WorkflowMethod;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** What there is to be proven, found in the product itself. */
final class Registered {

    private static final String WORKFLOWS = "io.durastack.workflows";

    private Registered() {}

    /** The kinds of all operations that a worker runs. */
    static List<String> kinds() {
        return Arrays.stream(Workflows.implementations())
                .flatMap(type -> Arrays.stream(type.getInterfaces()))
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method ->
                        method.isAnnotationPresent(WorkflowMethod.class)
                                && Arrays.asList(method.getParameterTypes())
                                        .contains(OperationRun.class))
                .map(method -> method.getAnnotation(WorkflowMethod.class).name())
                .sorted()
                .toList();
    }

    /**
     * The names of all steps that some operation takes: the methods of contracts that carry a fence
     * and are called from a workflow.
     */
    static List<String> steps() {
        JavaClasses classes = new ClassFileImporter().importPackages(WORKFLOWS);
        return classes.stream()
                .filter(type -> type.isAnnotatedWith(ActivityInterface.class))
                .flatMap(type -> type.getMethods().stream())
                .filter(Registered::carriesAFence)
                .filter(method ->
                        method.getAccessesToSelf().stream().anyMatch(Registered::fromAWorkflow))
                .map(JavaMethod::reflect)
                .map(Registered::name)
                .sorted()
                .toList();
    }

    private static boolean carriesAFence(JavaMethod method) {
        return method.getRawParameterTypes().stream()
                .anyMatch(type -> type.isAssignableTo(FencedRequest.class));
    }

    private static boolean fromAWorkflow(JavaAccess<?> access) {
        return access.getOriginOwner().getPackageName().startsWith(WORKFLOWS);
    }

    private static String name(Method method) {
        ActivityMethod named = method.getAnnotation(ActivityMethod.class);
        return named != null && !named.name().isEmpty()
                ? named.name()
                : Character.toUpperCase(method.getName().charAt(0)) + method.getName().substring(1);
    }

    /** The classes whose branches are the branches of operations. */
    static Stream<Class<?>> classes() {
        return new ClassFileImporter()
                .importPackages(WORKFLOWS).stream()
                        .filter(Registered::isOfAnOperation)
                        .map(JavaClass::reflect);
    }

    /** A workflow and what is in it, and what every workflow is made of. */
    private static boolean isOfAnOperation(JavaClass type) {
        String outer = type.getName().replaceAll("\\$.*", "");
        boolean world = type.getPackageName().equals(WORKFLOWS + ".world");
        boolean common =
                List.of(
                                "RunningOperation",
                                "ReversibleOperation",
                                "ForwardOperation",
                                "Compensations",
                                "StepLog")
                        .stream()
                        .anyMatch(name -> outer.equals(WORKFLOWS + ".operation." + name));
        return common || (outer.endsWith("Workflow") && !world);
    }
}
