package io.durastack.kvm.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells how many bytes have been read from a stream. */
final class CountedStream extends FilterInputStream {

    private final FillProgress progress;
    private long done;

    CountedStream(InputStream in, FillProgress progress) {
        super(in);
        this.progress = progress;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            progress.arrived(++done, 0);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            done += count;
            progress.arrived(done, 0);
        }
        return count;
    }
}
