package io.durastack.proof.mutation;

import static net.bytebuddy.matcher.ElementMatchers.isConstructor;
import static net.bytebuddy.matcher.ElementMatchers.named;
import static net.bytebuddy.matcher.ElementMatchers.not;
import static net.bytebuddy.matcher.ElementMatchers.returns;
import static net.bytebuddy.matcher.ElementMatchers.takesArgument;

import java.util.List;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import org.jspecify.annotations.Nullable;

/** Puts the places for defects into the running product. While no defect is on, they do nothing. */
final class Weaver {

    private Weaver() {}

    /** Weaves the driver's statements, and the classes that have methods to be changed. */
    static void weave(List<Defect> defects) {
        AgentBuilder agent =
                new AgentBuilder.Default()
                        .disableClassFormatChanges()
                        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                        .type(named("org.postgresql.jdbc.PgConnection"))
                        .transform((builder, type, loader, module, domain) ->
                                builder.visit(
                                        Advice.to(Statement.class)
                                                .on(
                                                        named("prepareStatement")
                                                                .and(
                                                                        takesArgument(
                                                                                0,
                                                                                String.class)))));
        for (Defect defect : defects) {
            String method = defect.method();
            if (method != null) {
                agent = withMethod(agent, method, defect.reverses());
            }
        }
        var _ = agent.installOn(ByteBuddyAgent.install());
    }

    private static AgentBuilder withMethod(AgentBuilder agent, String method, boolean reverses) {
        int dot = method.lastIndexOf('.');
        String type = method.substring(0, dot);
        String name = method.substring(dot + 1);
        Advice.WithCustomMapping where = Advice.withCustomMapping().bind(Where.class, method);
        return agent.type(named("io.durastack." + type))
                .transform((builder, described, loader, module, domain) ->
                        reverses
                                ? builder.visit(where.to(Reversed.class).on(named(name)))
                                : builder.visit(
                                                where.to(DoesNothing.class)
                                                        .on(
                                                                named(name)
                                                                        .and(returns(void.class))
                                                                        .and(not(isConstructor()))))
                                        .visit(
                                                where.to(SaysYes.class)
                                                        .on(
                                                                named(name)
                                                                        .and(
                                                                                returns(
                                                                                        boolean
                                                                                                .class)))));
    }

    /** The name of the woven method, for the code that is woven into it. */
    @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)
    @interface Where {}

    /** What every statement passes. */
    static final class Statement {

        private Statement() {}

        @Advice.OnMethodEnter
        static void enter(
                @Advice.Argument(value = 0, readOnly = false) @Nullable String statement) {
            if (statement != null) {
                statement = Defect.rewritten(statement);
            }
        }
    }

    /** A method that returns without having done anything. */
    static final class DoesNothing {

        private DoesNothing() {}

        @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class)
        static boolean enter(@Where String method) {
            return Defect.isIn(method);
        }
    }

    /** A question that is always answered with yes. */
    static final class SaysYes {

        private SaysYes() {}

        @Advice.OnMethodExit
        static void exit(@Where String method, @Advice.Return(readOnly = false) boolean answer) {
            if (Defect.isIn(method)) {
                answer = true;
            }
        }
    }

    /** A method whose first argument is a list, and comes the wrong way round. */
    static final class Reversed {

        private Reversed() {}

        @Advice.OnMethodEnter
        static void enter(
                @Where String method,
                @Advice.Argument(value = 0, readOnly = false) List<?> inOrder) {
            if (Defect.isIn(method)) {
                inOrder = inOrder.reversed();
            }
        }
    }
}
