package figure;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import server.Peer;

/** A table with a line per peer, and remarks below it. */
public record Table(String title, List<Peer> peers, List<Column> columns, List<String> notes) {
    public String markdown() {
        Stream<String> head = Stream.of(
                row("", columns.stream().map(Column::heading)),
                row("---", columns.stream().map(_ -> "---:")));
        Stream<String> body = peers.stream().map(this::row);
        String table = Stream.concat(head, body).collect(Collectors.joining("\n"));
        String remarks = notes.stream().map(note -> "\n" + note + "\n")
                .collect(Collectors.joining());
        return "### " + title + "\n\n" + table + "\n" + remarks;
    }

    private String row(Peer peer) {
        return row(peer.name(), columns.stream().map(column -> column.cell().apply(peer)));
    }

    private static String row(String first, Stream<String> rest) {
        return Stream.concat(Stream.of(first), rest).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
