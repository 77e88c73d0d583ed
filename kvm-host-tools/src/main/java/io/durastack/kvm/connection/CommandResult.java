package io.durastack.kvm.connection;

/**
 * What a command on a host ended with.
 *
 * @param exit exit code, 0 for success
 */
public record CommandResult(int exit, String output, String errors) {}
