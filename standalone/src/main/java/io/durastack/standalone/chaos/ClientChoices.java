package io.durastack.standalone.chaos;

import static io.durastack.standalone.chaos.Dice.likely;

import io.durastack.standalone.chaos.Action.Decision;
import io.durastack.standalone.chaos.Action.Twist;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one client does. It keeps some VMs, and chooses by what they would be if all that it asked
 * for had succeeded: so its choices depend on the seed alone, and most of them make sense. What
 * really came of them is for the model to know.
 */
final class ClientChoices implements Source {

    static final int VMS_PER_CLIENT = 4;

    /** How many images, storages, networks and offerings come and go. */
    private static final int SHARED = 4;

    private enum Hoped {
        ABSENT,
        RUNNING,
        STOPPED
    }

    private final long seed;
    private final int stream;
    private final int streams;
    private final Map<String, Hoped> hoped = new HashMap<>();
    private final Map<String, Boolean> guarded = new HashMap<>();
    private int number;

    ClientChoices(long seed, int stream, int streams) {
        this.seed = seed;
        this.stream = stream;
        this.streams = streams;
    }

    @Override
    public Optional<Action> next() {
        Dice dice = new Dice(seed, stream, number);
        Action action =
                dice.percent(4) ? shared(dice) : dice.percent(10) ? ofAnother(dice) : ofMine(dice);
        number++;
        return Optional.of(action);
    }

    private static String vm(int stream, int number) {
        return String.format(Locale.ROOT, "vm-%03d-%d", stream, number);
    }

    private Action shared(Dice dice) {
        Kind kind =
                dice.one(
                        List.of(
                                Kind.IMAGE,
                                Kind.IMAGE,
                                Kind.STORAGE,
                                Kind.STORAGE,
                                Kind.L2_NETWORK,
                                Kind.L2_NETWORK,
                                Kind.NETWORK,
                                Kind.NETWORK,
                                Kind.OFFERING));
        Act act = dice.percent(60) ? Act.CREATE : Act.DELETE;
        String name = kind.name().toLowerCase(Locale.ROOT) + "-" + dice.below(SHARED);
        Twist twist =
                kind.byOperation() && act == Act.CREATE
                        ? dice.weighted(
                                List.of(
                                        likely(8, Twist.NONE),
                                        likely(1, Twist.CANCEL),
                                        likely(1, Twist.TWICE)))
                        : Twist.NONE;
        Map<String, String> with = new HashMap<>();
        if (kind == Kind.NETWORK && act == Act.CREATE && dice.percent(50)) {
            with.put("l2Network", "l2_network-" + dice.below(SHARED));
        }
        return action(dice, kind, act, name, with, twist);
    }

    private Action ofAnother(Dice dice) {
        String vm = vm(dice.below(streams), dice.below(VMS_PER_CLIENT));
        Act act =
                dice.one(
                        List.of(
                                Act.CREATE,
                                Act.START,
                                Act.STOP,
                                Act.REBOOT,
                                Act.DELETE,
                                Act.LABEL));
        return action(dice, Kind.VM, act, vm, with(dice, act), twist(dice, act));
    }

    private Action ofMine(Dice dice) {
        String vm = vm(stream, dice.below(VMS_PER_CLIENT));
        boolean kept = guarded.getOrDefault(vm, false);
        Act act =
                kept
                        ? dice.weighted(
                                List.of(
                                        likely(5, Act.UNPROTECT),
                                        likely(3, Act.DELETE),
                                        likely(1, Act.STOP),
                                        likely(1, Act.START)))
                        : act(dice, hoped.getOrDefault(vm, Hoped.ABSENT));
        Twist twist = twist(dice, act);
        Map<String, String> with = with(dice, act);
        if (twist == Twist.NONE && !act.isPatch()) {
            flag(dice, with, 10, "wait");
        }
        hope(vm, act, with, twist, kept);
        return action(dice, Kind.VM, act, vm, with, twist);
    }

    private static Act act(Dice dice, Hoped hoped) {
        return switch (hoped) {
            case ABSENT ->
                    dice.weighted(
                            List.of(
                                    likely(92, Act.CREATE),
                                    likely(4, Act.START),
                                    likely(4, Act.DELETE)));
            case RUNNING ->
                    dice.weighted(
                            List.of(
                                    likely(24, Act.STOP),
                                    likely(20, Act.REBOOT),
                                    likely(30, Act.DELETE),
                                    likely(7, Act.START),
                                    likely(8, Act.LABEL),
                                    likely(3, Act.RENAME),
                                    likely(4, Act.PROTECT),
                                    // It may have been rolled back; what follows is meant for one
                                    // that is there.
                                    likely(18, Act.CREATE)));
            case STOPPED ->
                    dice.weighted(
                            List.of(
                                    likely(45, Act.START),
                                    likely(35, Act.DELETE),
                                    likely(6, Act.STOP),
                                    likely(5, Act.REBOOT),
                                    likely(5, Act.LABEL),
                                    likely(12, Act.CREATE)));
        };
    }

    private void hope(String vm, Act act, Map<String, String> with, Twist twist, boolean kept) {
        switch (act) {
            case CREATE -> {
                boolean stays = twist != Twist.CANCEL && twist != Twist.DELETE;
                hoped.put(vm, stays ? Hoped.RUNNING : Hoped.ABSENT);
                guarded.put(vm, stays && with.containsKey("protect"));
            }
            case DELETE ->
                    hoped.put(vm, kept ? hoped.getOrDefault(vm, Hoped.ABSENT) : Hoped.ABSENT);
            case STOP -> hoped.put(vm, twist == Twist.RACE ? Hoped.ABSENT : Hoped.STOPPED);
            case START -> hoped.put(vm, twist == Twist.RACE ? Hoped.STOPPED : Hoped.RUNNING);
            case PROTECT -> guarded.put(vm, true);
            case UNPROTECT -> guarded.put(vm, false);
            default -> {}
        }
    }

    private Map<String, String> with(Dice dice, Act act) {
        Map<String, String> with = new HashMap<>();
        switch (act) {
            case CREATE -> {
                with.put("image", dice.percent(88) ? "base" : "image-" + dice.below(SHARED));
                with.put(
                        "offering",
                        dice.weighted(
                                List.of(
                                        likely(60, "small"),
                                        likely(28, "large"),
                                        likely(4, "giant"),
                                        likely(8, "offering-" + dice.below(SHARED)))));
                with.put(
                        "networks",
                        dice.weighted(
                                List.of(
                                        likely(52, "wide"),
                                        likely(30, "narrow"),
                                        likely(10, "wide,narrow"),
                                        likely(8, "network-" + dice.below(SHARED)))));
                flag(dice, with, 30, "hold");
                flag(dice, with, 6, "protect");
                flag(dice, with, 15, "userData");
            }
            case STOP, REBOOT -> flag(dice, with, 50, "force");
            case RENAME -> flag(dice, with, 50, "back");
            case LABEL -> flag(dice, with, 20, "stale");
            default -> {}
        }
        return with;
    }

    private static void flag(Dice dice, Map<String, String> with, int percent, String name) {
        if (dice.percent(percent)) {
            with.put(name, "true");
        }
    }

    private static Twist twist(Dice dice, Act act) {
        return switch (act) {
            case CREATE ->
                    dice.weighted(
                            List.of(
                                    likely(62, Twist.NONE),
                                    likely(8, Twist.CANCEL),
                                    likely(9, Twist.DELETE),
                                    likely(7, Twist.REPEAT),
                                    likely(5, Twist.REPEAT_OTHER),
                                    likely(5, Twist.TWICE),
                                    likely(4, Twist.RACE)));
            case START, STOP, REBOOT ->
                    dice.weighted(
                            List.of(
                                    likely(73, Twist.NONE),
                                    likely(7, Twist.CANCEL),
                                    likely(5, Twist.REPEAT),
                                    likely(2, Twist.REPEAT_OTHER),
                                    likely(5, Twist.TWICE),
                                    likely(8, Twist.RACE)));
            case DELETE ->
                    dice.weighted(
                            List.of(
                                    likely(88, Twist.NONE),
                                    likely(4, Twist.CANCEL),
                                    likely(8, Twist.RACE)));
            default -> Twist.NONE;
        };
    }

    private Action action(
            Dice dice, Kind kind, Act act, String target, Map<String, String> with, Twist twist) {
        List<Decision> held =
                Stream.generate(() ->
                                dice.weighted(
                                        List.of(
                                                likely(5, Decision.RETRY),
                                                likely(3, Decision.ROLLBACK),
                                                likely(2, Decision.ABANDON))))
                        .limit(3)
                        .toList();
        return new Action(stream, number, kind, act, target, with, twist, held, dice.percent(85));
    }
}
