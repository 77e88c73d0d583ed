package io.durastack.kvm.storage;

import java.util.List;

/**
 * What lies in the folders of volumes of a host.
 *
 * @param ours volumes, and files that have the name of one
 * @param foreign how many other files there are
 */
public record VolumesSeen(List<VolumeSeen> ours, int foreign) {

    public VolumesSeen {
        ours = List.copyOf(ours);
    }
}
