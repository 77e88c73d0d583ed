package io.durastack.standalone.chaos;

import io.durastack.standalone.audit.Access;
import io.durastack.standalone.demo.ApiClient;
import io.durastack.standalone.part.StateFile;
import java.io.PrintStream;

/** The installation that a run is on. */
public record Site(StateFile state, ApiClient api, Access access, PrintStream out) {}
