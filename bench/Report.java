import figure.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** The results as markdown, on the standard output and in a file as they come. */
final class Report {
    private final Path file;

    /** Begins a new file. */
    Report(Path file) throws IOException {
        this.file = file;
        Files.writeString(file, "");
    }

    void add(List<Table> tables) throws IOException {
        for (Table table : tables) {
            add(table.markdown());
        }
    }

    void add(String text) throws IOException {
        System.out.println(text);
        Files.writeString(file, text + "\n", StandardOpenOption.APPEND);
    }
}
