package io.durastack.kvm.storage;

/** Told how far the filling of a cache is; called at least once a second while bytes arrive. */
@FunctionalInterface
public interface FillProgress {

    /**
     * More bytes have arrived.
     *
     * @param totalBytes 0 where it is not known
     */
    void arrived(long doneBytes, long totalBytes);
}
