package io.durastack.standalone.chaos;

import java.util.List;
import java.util.Map;

/**
 * One thing that a client does. It holds every choice that was made for it, so a list of them runs
 * again without dice.
 *
 * @param stream of which client
 * @param number within its stream, from 0
 * @param target name of the thing, without the prefix of the run
 * @param with what the request says besides
 * @param twist what comes with it, or right after it
 * @param held what is decided when its operation is held, one after the other; given up after the
 *     last
 * @param await whether the client waits for the end before it goes on
 */
record Action(
        int stream,
        int number,
        Kind kind,
        Act act,
        String target,
        Map<String, String> with,
        Twist twist,
        List<Decision> held,
        boolean await) {

    /** What makes it harder. */
    enum Twist {
        NONE,
        /** It is cancelled as soon as it is accepted. */
        CANCEL,
        /** What it makes is deleted as soon as it is accepted. */
        DELETE,
        /** It is sent again with the same key. */
        REPEAT,
        /** It is sent again with the same key and another body. */
        REPEAT_OTHER,
        /** It is sent twice at the same moment, with the same key. */
        TWICE,
        /** Another client wants something else of the same thing at the same moment. */
        RACE
    }

    /** What can be decided on a held operation. */
    enum Decision {
        RETRY,
        ROLLBACK,
        ABANDON
    }

    Action {
        with = Map.copyOf(with);
        held = List.copyOf(held);
    }

    String text() {
        return stream
                + "/"
                + number
                + " "
                + act
                + " "
                + kind
                + " "
                + target
                + (twist == Twist.NONE ? "" : " + " + twist);
    }
}
