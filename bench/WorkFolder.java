import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder in which servers write. It belongs to one run at a time. */
final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lock;

    /** Creates it, empty. Throws when another run has it. */
    WorkFolder(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path.getParent());
        lock = FileChannel.open(path.resolveSibling("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new IllegalStateException("another run is under way in " + path.getParent());
        }
        delete();
        Files.createDirectory(path);
    }

    Path path() {
        return path;
    }

    void delete() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Leaves the files where they are. */
    @Override
    public void close() throws IOException {
        lock.close();
    }
}
