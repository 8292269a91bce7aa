import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import server.FileTree;

/** The folders in which servers write. They belong to one run at a time. */
final class WorkFolder implements AutoCloseable {
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 1L << 30;

    private final Path path;
    private final Path caches;
    private final FileChannel lock;

    /** Creates them, empty. Throws when another run has them. */
    WorkFolder(Path path) throws IOException {
        this.path = path;
        Files.createDirectories(path.getParent());
        lock = FileChannel.open(path.resolveSibling("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new IllegalStateException("another run is under way in " + path.getParent());
        }
        FileTree.delete(path);
        Files.createDirectory(path);
        caches = Files.createTempDirectory(memoryHasRoom() ? MEMORY : path, "llamagate-bench-");
    }

    /** For configurations and logs. */
    Path path() {
        return path;
    }

    /**
     * For cached answers: in memory where possible. On a disk, the many files that one run deletes
     * make ext4 slow at creating those of the next for minutes.
     */
    Path caches() {
        return caches;
    }

    /** Deletes configurations and logs, which are kept otherwise. */
    void delete() throws IOException {
        FileTree.delete(path);
    }

    @Override
    public void close() throws IOException {
        FileTree.delete(caches);
        lock.close();
    }

    private static boolean memoryHasRoom() throws IOException {
        return Files.isWritable(MEMORY)
                && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES;
    }
}
