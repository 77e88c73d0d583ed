package io.durastack.standalone.command;

import io.durastack.standalone.home.DuraHome;
import io.durastack.standalone.part.Installation;
import picocli.CommandLine.Command;

@Command(name = "up", description = "Start Durastack, and return when all of it answers.")
public final class UpCommand implements Runnable {

    @Override
    public void run() {
        Installation installation = new Installation(DuraHome.ofEnvironment());
        installation.start("development", part -> System.err.println(" ✔ " + part));
        System.err.println("API      " + installation.apiUrl() + "/v1");
        System.err.println("Token    " + DuraHome.ofEnvironment().file("admin-token"));
    }
}
