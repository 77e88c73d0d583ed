package io.durastack.activities.kvm;

import io.durastack.kvm.connection.HostEndpoint;

/**
 * How a host is entered, and where its volumes live.
 *
 * @param endpoint as an administrator enters it: root, or a user with sudo
 */
public record HostLogin(HostEndpoint endpoint, String storagePath) {}
