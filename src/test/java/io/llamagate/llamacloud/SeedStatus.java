package io.llamagate.llamacloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.springframework.core.io.ClassPathResource;

/** The status that LlamaCloud's own documents show (contract section 0, SEED). */
final class SeedStatus {
    private SeedStatus() {
    }

    static byte[] bytes() {
        try {
            return new ClassPathResource("status.json", SeedStatus.class).getContentAsByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with white space at its end, so many bytes in all. */
    static byte[] padded(int length) {
        byte[] status = bytes();
        byte[] padded = Arrays.copyOf(status, length);
        Arrays.fill(padded, status.length, length, (byte) ' ');
        return padded;
    }
}
