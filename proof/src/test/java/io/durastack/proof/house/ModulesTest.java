package io.durastack.proof.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.durastack.workflows.engine.Workflows;
import io.temporal.activity.ActivityInterface;
import io.temporal.workflow.WorkflowInterface;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of modules, as rules. */
class ModulesTest {

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.durastack");

    /** Has a workflow that does nothing, to measure what the engine alone takes. */
    private static final String MEASURES = "io.durastack.standalone.stress..";

    private static final String[] MODULES = {
        "workflows",
        "inventory",
        "kvm",
        "activities",
        "simulator",
        "api",
        "worker",
        "standalone",
        "testing"
    };

    @ParameterizedTest(name = "{0} may depend on {1}")
    @CsvSource(
            nullValues = "nothing",
            value = {
                "workflows, nothing, what an operation does is known to all and knows nobody",
                "inventory, workflows, the rows know the records that travel and no more",
                "kvm, nothing, what touches a host can be used and tested without the rest",
                "activities, workflows inventory kvm, steps join contracts with rows and hosts",
                "simulator, workflows, the simulated world stands beside the real one",
                "api, workflows inventory, the API cannot reach a host even by mistake",
                "worker, workflows inventory kvm activities simulator, the API is another process",
                "standalone, workflows inventory kvm activities simulator api worker, it joins all",
                "testing, workflows, what tests begin with is no part of what they test"
            })
    void depends(String module, String allowed, String because) {
        List<String> mayBe = allowed == null ? List.of() : List.of(allowed.split(" "));
        String[] others =
                List.of(MODULES).stream()
                        .filter(other -> !other.equals(module) && !mayBe.contains(other))
                        .map(ModulesTest::in)
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(in(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because(because)
                .check(HOUSE);
    }

    private static String in(String module) {
        return "io.durastack." + module + "..";
    }

    @Test
    void no_package_stands_in_two_modules() {
        Map<String, Set<String>> modules =
                HOUSE.stream()
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getPackageName,
                                        Collectors.mapping(
                                                ModulesTest::whereItLies, Collectors.toSet())));
        Assertions.assertThat(modules.values().stream().flatMap(Set::stream).distinct())
                .hasSizeGreaterThanOrEqualTo(MODULES.length);
        Assertions.assertThat(modules)
                .allSatisfy((name, places) -> Assertions.assertThat(places).as(name).hasSize(1));
    }

    /** The folder or archive that the packages of a module are in. */
    private static String whereItLies(JavaClass type) {
        String place = type.getSource().orElseThrow().getUri().toString();
        return place.substring(0, place.lastIndexOf("/io/durastack/"));
    }

    @Test
    void workflows_do_no_input_and_output() {
        noClasses()
                .that()
                .resideInAPackage(in("workflows"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework..",
                        "java.sql..",
                        "javax.sql..",
                        "java.nio.file..",
                        "java.net.http..")
                .because("a workflow runs again from its history, and must do the same again")
                .check(HOUSE);
    }

    @Test
    void workflow_code_asks_the_engine_for_time_chance_and_threads() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("Workflow")
                .or()
                .haveSimpleNameEndingWith("Operation")
                .and()
                .resideInAPackage(in("workflows"))
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.util.UUID.class, "randomUUID")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .because("a replay must come to the same decisions")
                .check(HOUSE);
    }

    @Test
    void hosts_are_touched_by_kvm_alone() {
        noClasses()
                .that(not(resideInAPackage(in("kvm"))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.libvirt..", "net.schmizz..", "com.sun.jna..")
                .because("there is one place that knows how a host is spoken to")
                .check(HOUSE);
    }

    @Test
    void kvm_knows_neither_engine_nor_framework() {
        noClasses()
                .that()
                .resideInAPackage(in("kvm"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.temporal..", "org.springframework..", "java.sql..")
                .because("it can be used by itself, from a test or a tool")
                .check(HOUSE);
    }

    @Test
    void contracts_are_interfaces_in_workflows() {
        classes()
                .that(not(resideInAPackage(MEASURES)))
                .and(
                        annotatedWith(ActivityInterface.class)
                                .or(annotatedWith(WorkflowInterface.class)))
                .should()
                .resideInAPackage(in("workflows"))
                .andShould()
                .beInterfaces()
                .because("both worlds, and whoever starts them, share them")
                .check(HOUSE);
    }

    @Test
    void every_workflow_is_registered() {
        List<String> there =
                HOUSE.stream()
                        .filter(it ->
                                !it.isInterface()
                                        && !resideInAPackage(MEASURES).test(it)
                                        && it.getAllRawInterfaces().stream()
                                                .anyMatch(type ->
                                                        type.isAnnotatedWith(
                                                                WorkflowInterface.class)))
                        .map(it -> it.getName())
                        .sorted()
                        .toList();
        Assertions.assertThat(List.of(Workflows.implementations()).stream().map(Class::getName))
                .containsExactlyInAnyOrderElementsOf(there);
    }

    @Test
    void packages_of_a_module_know_each_other_in_one_direction() {
        for (String module : List.of("inventory", "kvm", "activities", "worker")) {
            slices().matching("io.durastack." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .because("what is in a circle can only be understood at once")
                    .check(HOUSE);
        }
    }

    @Test
    void nothing_prints_to_the_terminal_but_the_commands() {
        noClasses()
                .that(not(resideInAnyPackage("io.durastack.standalone..")))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("standard output is for data")
                .check(HOUSE);
    }
}
