package io.durastack.standalone.chaos;

import java.util.List;
import java.util.SplittableRandom;

/** The dice of one action: whatever it draws, the next action's dice are the same. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed, int stream, int number) {
        this.random = new SplittableRandom((seed * 1_000_003 + stream) * 1_000_003 + number);
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** Something with a weight. */
    record Weighted<T>(int weight, T value) {}

    <T> T weighted(List<Weighted<T>> of) {
        int drawn = random.nextInt(of.stream().mapToInt(Weighted::weight).sum());
        for (Weighted<T> one : of) {
            drawn -= one.weight();
            if (drawn < 0) {
                return one.value();
            }
        }
        throw new IllegalStateException("weights that do not add up");
    }

    static <T> Weighted<T> likely(int weight, T value) {
        return new Weighted<>(weight, value);
    }
}
