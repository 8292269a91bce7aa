package io.llamagate.secret;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a file holds now; while it holds nothing usable, what it held before. The file is read whole
 * at every look: a mounted secret changes by a swap of symbolic links, which neither the file's
 * time nor a watch on it shows reliably. Safe for use by many threads.
 *
 * @param <T> what it holds, with an {@code equals} that tells a change
 */
public final class FollowedFile<T> {
    private static final Logger log = LoggerFactory.getLogger(FollowedFile.class);

    private final Path path;
    private final int maxBytes;
    private final Parser<T> parser;

    /** What {@code current} was made of: an unchanged file is not worth another parsing. */
    private String text;

    private volatile T current;
    private volatile @Nullable String complaint;

    /**
     * Reads the file for the first time.
     *
     * @param maxBytes the most that it may hold
     * @throws UnusableFileException if it holds nothing usable
     */
    public FollowedFile(Path path, int maxBytes, Parser<T> parser) throws UnusableFileException {
        this.path = path;
        this.maxBytes = maxBytes;
        this.parser = parser;
        this.text = read();
        this.current = parser.parse(text);
    }

    /**
     * Makes something of the text of a file.
     *
     * @param <T> what it makes
     */
    @FunctionalInterface
    public interface Parser<T> {
        /**
         * What the text says.
         *
         * @throws UnusableFileException if it says nothing usable, without quoting it
         */
        T parse(String text) throws UnusableFileException;
    }

    /** What it held when it was last usable. */
    public T current() {
        return current;
    }

    /** Whether it was usable at the last look. */
    public boolean isUsable() {
        return complaint == null;
    }

    /**
     * Looks at the file again; complains in the log, once for each kind of defect.
     *
     * @return whether it holds something else by now
     */
    public synchronized boolean reload() {
        try {
            String read = read();
            boolean changed = false;
            if (!read.equals(text)) {
                T parsed = parser.parse(read);
                changed = !parsed.equals(current);
                text = read;
                current = parsed;
            }
            complaint = null;
            return changed;
        } catch (UnusableFileException e) {
            if (!String.valueOf(e.getMessage()).equals(complaint)) {
                complaint = e.getMessage();
                log.warn("The file {} {}; what it held before stays in use", path, complaint);
            }
            return false;
        }
    }

    private String read() throws UnusableFileException {
        String read;
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw new UnusableFileException("is larger than %d bytes".formatted(maxBytes));
            }
            read = new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UnusableFileException(
                    Files.exists(path) ? "cannot be read" : "does not exist");
        }
        if (read.isBlank()) {
            throw new UnusableFileException("is empty");
        }
        return read;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
