package io.durastack.standalone.chaos;

import static io.durastack.standalone.chaos.Dice.likely;

import io.durastack.standalone.chaos.Action.Decision;
import io.durastack.standalone.chaos.Action.Twist;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the operator does, and what befalls the hosts and the workers. */
final class OperatorChoices implements Source {

    /** So many operations of the clients are accepted between two things that it does. */
    static final int EVERY = 15;

    /**
     * Hosts that do not answer at the same time, at most; how many are given up, and how many are
     * declared lost, at most.
     */
    private static final int MOST_CUT = 2;

    private static final int MOST_LOST = 3;
    private static final int MOST_DECLARED = 2;

    private final long seed;
    private final int stream;
    private final List<String> hosts;
    private final List<String> spare;
    private final boolean kill;
    private final List<String> cut = new ArrayList<>();
    private final Set<String> lost = new HashSet<>();
    private final Set<String> declared = new HashSet<>();
    private int number;

    /**
     * Makes the dice ready.
     *
     * @param hosts those of the zone from the first
     * @param spare more names, of hosts that are added and removed
     */
    OperatorChoices(long seed, int stream, List<String> hosts, List<String> spare, boolean kill) {
        this.seed = seed;
        this.stream = stream;
        this.hosts = hosts;
        this.spare = spare;
        this.kill = kill;
    }

    @Override
    public Optional<Action> next() {
        Dice dice = new Dice(seed, stream, number);
        Action action = action(dice);
        number++;
        return Optional.of(action);
    }

    /**
     * A host that is lost is taken out of the inventory; the delete that is held is abandoned.
     * Where it was declared lost nothing is held, and what VMs keep there is in the way of the
     * delete.
     */
    static Action givenUp(Action lost) {
        return new Action(
                lost.stream(),
                lost.number(),
                Kind.HOST,
                Act.DELETE,
                lost.target(),
                Map.of(),
                Twist.NONE,
                List.of(),
                false);
    }

    private Action action(Dice dice) {
        Act act =
                dice.weighted(
                        List.of(
                                likely(cut.size() < MOST_CUT ? 22 : 0, Act.CUT),
                                likely(cut.isEmpty() ? 0 : 30, Act.RETURN),
                                likely(10, Act.DISABLE),
                                likely(14, Act.ENABLE),
                                likely(14, Act.CREATE),
                                likely(10, Act.DELETE),
                                likely(lost.size() < MOST_LOST ? 2 : 0, Act.LOSE),
                                likely(declared.size() < MOST_DECLARED ? 4 : 0, Act.DECLARE_LOST),
                                likely(kill ? 6 : 0, Act.KILL)));
        Twist twist =
                act == Act.CREATE
                        ? dice.weighted(
                                List.of(
                                        likely(8, Twist.NONE),
                                        likely(1, Twist.CANCEL),
                                        likely(1, Twist.TWICE)))
                        : Twist.NONE;
        String target = target(dice, act);
        List<Decision> held =
                act == Act.LOSE || act == Act.DECLARE_LOST
                        ? List.of()
                        : List.of(
                                dice.one(List.of(Decision.RETRY, Decision.ABANDON)),
                                Decision.RETRY);
        return new Action(
                stream,
                number,
                act == Act.KILL ? Kind.PART : Kind.HOST,
                act,
                target,
                Map.of(),
                twist,
                held,
                false);
    }

    private String target(Dice dice, Act act) {
        return switch (act) {
            case CUT -> {
                String host = dice.one(hosts);
                cut.add(host);
                yield host;
            }
            case RETURN -> cut.remove(dice.below(cut.size()));
            case CREATE -> dice.one(spare);
            case LOSE -> {
                String host = dice.one(spare);
                lost.add(host);
                yield host;
            }
            case DECLARE_LOST -> {
                // Those from the first have guests.
                String host = dice.one(dice.percent(50) ? spare : hosts);
                declared.add(host);
                yield host;
            }
            case KILL -> "worker-" + dice.below(100);
            default -> dice.percent(60) ? dice.one(spare) : dice.one(hosts);
        };
    }
}
