package io.durastack.standalone.chaos;

/**
 * What is to be done.
 *
 * @param seed decides all choices and faults
 * @param operations to be accepted, 1 to 1,000,000
 * @param concurrency clients at once, 1 to 500
 * @param faultPercent of the steps on hosts that chance strikes
 * @param killWorkers whether workers are killed now and then
 * @param minutes after which no more is asked for
 */
public record ChaosPlan(
        long seed,
        int operations,
        int concurrency,
        double faultPercent,
        boolean killWorkers,
        int minutes) {}
