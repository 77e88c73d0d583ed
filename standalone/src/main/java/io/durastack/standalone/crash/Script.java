package io.durastack.standalone.crash;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Chooses what is asked for in a run: as many deletes as creates, as many starts as stops. */
final class Script {

    /** A VM that is there. */
    record Vm(String id, String name) {}

    private static final double DELETES = 0.25;
    private static final double STOPS = 0.15;
    private static final double STARTS = 0.15;
    private static final double REBOOTS = 0.15;
    private static final double DELETES_WHILE_CREATED = 0.02;
    private static final int ONE_IN_CANCELLED = 10;
    private static final int LATEST_TWIST_MILLIS = 3_000;

    private final Random random;
    private final int operations;

    Script(Random random, int operations) {
        this.random = random;
        this.operations = operations;
    }

    /** How many VMs have to run before it can begin. */
    int running() {
        return share(DELETES) + share(STOPS) + share(REBOOTS);
    }

    /** How many have to be stopped. */
    int stopped() {
        return share(STARTS);
    }

    private int share(double part) {
        return (int) (operations * part);
    }

    /** All of it, in the order in which it is sent; each VM occurs once. */
    List<Deed> deeds(String run, List<Vm> running, List<Vm> stopped) {
        Deque<Vm> ready = shuffled(running);
        Deque<Vm> off = shuffled(stopped);
        List<Deed> deeds = new ArrayList<>();
        take(deeds, Deed.Kind.DELETE, share(DELETES), ready);
        take(deeds, Deed.Kind.STOP, share(STOPS), ready);
        take(deeds, Deed.Kind.REBOOT, share(REBOOTS), ready);
        take(deeds, Deed.Kind.START, share(STARTS), off);
        int twice = share(DELETES_WHILE_CREATED);
        int creates = operations - deeds.size() - twice;
        for (int number = 0; number < creates; number++) {
            String name = String.format(Locale.ROOT, "%s-%05d", run, number);
            Deed.Twist twist = number < twice ? Deed.Twist.DELETE : cancelled();
            deeds.add(new Deed(Deed.Kind.CREATE, name, "", twist, later()));
        }
        Collections.shuffle(deeds, random);
        return deeds;
    }

    private void take(List<Deed> deeds, Deed.Kind kind, int count, Deque<Vm> from) {
        for (int number = 0; number < count; number++) {
            Vm vm = from.removeFirst();
            Deed.Twist twist = kind == Deed.Kind.START ? cancelled() : Deed.Twist.NONE;
            deeds.add(new Deed(kind, vm.name(), vm.id(), twist, later()));
        }
    }

    private Deed.Twist cancelled() {
        return random.nextInt(ONE_IN_CANCELLED) == 0 ? Deed.Twist.CANCEL : Deed.Twist.NONE;
    }

    private int later() {
        return random.nextInt(LATEST_TWIST_MILLIS);
    }

    private Deque<Vm> shuffled(List<Vm> vms) {
        List<Vm> copy = new ArrayList<>(vms);
        Collections.shuffle(copy, random);
        return new ArrayDeque<>(copy);
    }
}
