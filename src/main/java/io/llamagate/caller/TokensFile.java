package io.llamagate.caller;

import io.llamagate.caller.CallerProperties.Limit;
import io.llamagate.job.Projects;
import io.llamagate.secret.UnusableFileException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * Reads the file that lists callers and the hashes of their tokens, and says where it is wrong:
 *
 * <pre>{@code
 * callers:
 *   - name: orders
 *     sha256: [the hash that new-token printed]
 *     projects: ["*"]
 *     limit: {requests-per-second: 50, burst: 100}
 * }</pre>
 *
 * <p>
 * Strict, since a misspelt word would be a caller with other rights than someone meant. Pure.
 */
final class TokensFile {
    private static final int MOST_CALLERS = 10_000;
    private static final Set<String> CALLER_FIELDS = Set.of("name", "sha256", "projects", "limit");
    private static final Set<String> LIMIT_FIELDS = Set.of("requests-per-second", "burst");

    private final Limit common;

    /** Takes the limit of callers that have none of their own. */
    TokensFile(Limit common) {
        this.common = common;
    }

    /** A caller and one of its tokens. */
    record Entry(TokenHash token, Caller caller) {
    }

    /**
     * The callers in the order of the file, one entry for each of their tokens. An empty list is
     * nobody, written out; an empty file is a mistake.
     *
     * @throws UnusableFileException if the text breaks a rule; shows no hash
     */
    List<Entry> parse(String text) throws UnusableFileException {
        Map<?, ?> root = map(load(text), "the file", Set.of("callers"));
        List<?> callers = list(root.get("callers"), "callers");
        if (callers.size() > MOST_CALLERS) {
            throw new UnusableFileException("lists more than %d callers".formatted(MOST_CALLERS));
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Set<TokenHash> tokens = new HashSet<>();
        for (int i = 0; i < callers.size(); i++) {
            String where = "callers[%d]".formatted(i);
            Map<?, ?> fields = map(callers.get(i), where, CALLER_FIELDS);
            Caller caller = caller(fields, where);
            for (TokenHash token : hashes(fields, where)) {
                if (!tokens.add(token)) {
                    throw new UnusableFileException(
                            "lists a token of %s twice".formatted(where));
                }
                entries.add(new Entry(token, caller));
            }
            if (!names.add(caller.name())) {
                throw new UnusableFileException("has the name of %s twice".formatted(where));
            }
        }
        return List.copyOf(entries);
    }

    private Caller caller(Map<?, ?> fields, String where) throws UnusableFileException {
        String name = text(fields.get("name"), where + ".name");
        List<String> projects = texts(fields.get("projects"), where + ".projects");
        if (projects.isEmpty()) {
            throw new UnusableFileException("has no list in %s.projects".formatted(where));
        }
        return new Caller(name, Projects.of(projects),
                limit(fields.get("limit"), where + ".limit"));
    }

    /** None for who stays listed, but whose tokens were all taken back. */
    private static List<TokenHash> hashes(Map<?, ?> fields, String where)
            throws UnusableFileException {
        List<TokenHash> hashes = new ArrayList<>();
        for (String hex : texts(fields.get("sha256"), where + ".sha256")) {
            TokenHash hash = TokenHash.parse(hex);
            if (hash == null) {
                throw new UnusableFileException(
                        "has something else than 64 hexadecimal digits in %s.sha256"
                                .formatted(where));
            }
            hashes.add(hash);
        }
        return hashes;
    }

    private Limit limit(@Nullable Object value, String where) throws UnusableFileException {
        if (value == null) {
            return common;
        }
        Map<?, ?> fields = map(value, where, LIMIT_FIELDS);
        return new Limit(count(fields.get("requests-per-second"), where + ".requests-per-second"),
                count(fields.get("burst"), where + ".burst"));
    }

    private static int count(@Nullable Object value, String where) throws UnusableFileException {
        if (value instanceof Integer count && count >= 1 && count <= 1_000_000) {
            return count;
        }
        throw new UnusableFileException("has no whole number from 1 to 1000000 in " + where);
    }

    private static List<String> texts(@Nullable Object value, String where)
            throws UnusableFileException {
        List<String> texts = new ArrayList<>();
        for (Object item : list(value, where)) {
            texts.add(text(item, where));
        }
        return texts;
    }

    private static String text(@Nullable Object value, String where)
            throws UnusableFileException {
        if (value instanceof String text && !text.isBlank() && text.length() <= 256
                && text.chars().noneMatch(Character::isISOControl)) {
            return text;
        }
        throw new UnusableFileException("has no text in %s (quote it)".formatted(where));
    }

    private static List<?> list(@Nullable Object value, String where)
            throws UnusableFileException {
        if (value instanceof List<?> list) {
            return list;
        }
        throw new UnusableFileException("has no list in " + where);
    }

    private static Map<?, ?> map(@Nullable Object value, String where, Set<String> known)
            throws UnusableFileException {
        if (!(value instanceof Map<?, ?> map)) {
            throw new UnusableFileException("has no fields in " + where);
        }
        if (!map.keySet().stream()
                .allMatch(field -> field instanceof String name && known.contains(name))) {
            throw new UnusableFileException("has something else than %s in %s"
                    .formatted(String.join(", ", known.stream().sorted().toList()), where));
        }
        return map;
    }

    private static @Nullable Object load(String text) throws UnusableFileException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(10);
        options.setNestingDepthLimit(10);
        options.setCodePointLimit(TokenCallers.MAX_BYTES);
        try {
            return new Yaml(new SafeConstructor(options)).load(text);
        } catch (MarkedYAMLException e) {
            throw new UnusableFileException(e.getProblemMark() == null
                    ? "is not YAML"
                    : "is not YAML at line " + (e.getProblemMark().getLine() + 1));
        } catch (RuntimeException e) {
            // For a value that does not fit its tag the parser lets out any, and that quotes it.
            throw new UnusableFileException("is not YAML");
        }
    }
}
