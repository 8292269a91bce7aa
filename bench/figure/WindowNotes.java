package figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import server.Peer;

/** What a reader of windows has to know before the figures are believed. */
public final class WindowNotes {
    private WindowNotes() {
    }

    public static List<String> of(List<Peer> peers, Samples<Window> windows) {
        double most = windows.all().mapToDouble(Window::foreignShare).max().orElse(0);
        List<String> notes = new ArrayList<>();
        notes.add(String.format(Locale.ROOT,
                "Windows in doubt: %d of %d; others and the hypervisor used at most %.0f %% of the"
                        + " machine in any of them.",
                windows.all().filter(Window::isDisturbed).count(), windows.all().count(),
                100 * most));
        String failed = peers.stream().filter(peer -> errors(peer, windows) > 0)
                .map(peer -> peer.name() + " " + errors(peer, windows))
                .collect(Collectors.joining(", "));
        if (!failed.isEmpty()) {
            notes.add("**Failed requests: " + failed + ".**");
        }
        return notes;
    }

    private static long errors(Peer peer, Samples<Window> windows) {
        return windows.of(peer).mapToLong(window -> window.load().errors()).sum();
    }
}
