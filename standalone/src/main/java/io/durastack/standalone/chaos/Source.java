package io.durastack.standalone.chaos;

import java.util.Optional;

/** Where the actions of a stream come from. */
@FunctionalInterface
interface Source {

    /** The next one; empty when there is no more. */
    Optional<Action> next();
}
