package io.llamagate.caller;

import io.llamagate.caller.TokensFile.Entry;
import io.llamagate.secret.FollowedFile;
import io.llamagate.secret.UnusableFileException;
import io.llamagate.setting.InvalidSettingException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** Knows callers by tokens of ours, whose hashes a file lists. Safe for use by many threads. */
final class TokenCallers implements AuthenticationManager {
    /** The most that the file may hold. */
    static final int MAX_BYTES = 4 << 20;

    private final FollowedFile<List<Entry>> file;

    /**
     * Reads the file for the first time.
     *
     * @throws InvalidSettingException if there is none, or it lists no callers
     */
    TokenCallers(CallerProperties settings) {
        if (settings.tokensFile() == null) {
            throw new InvalidSettingException(
                    "llamagate.callers.mode is token, but llamagate.callers.tokens-file is not"
                            + " set.",
                    "Set it to a file that lists the callers; README shows one.");
        }
        try {
            this.file = new FollowedFile<>(settings.tokensFile(), MAX_BYTES,
                    new TokensFile(settings.limit())::parse);
        } catch (UnusableFileException e) {
            throw new InvalidSettingException(
                    "llamagate.callers.tokens-file: the file %s %s."
                            .formatted(settings.tokensFile(), e.getMessage()),
                    "Mend the file, or name another; README shows one.");
        }
    }

    /** The file that lists them. */
    FollowedFile<?> file() {
        return file;
    }

    /** Takes the callers that the file lists now; says whether they are others. */
    boolean reload() {
        return file.reload();
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        Caller caller = callerOf(((BearerTokenAuthenticationToken) presented).getToken());
        if (caller == null) {
            throw new BadCredentialsException("Unknown token");
        }
        return new CallerAuthentication(caller, Instant.MAX);
    }

    /** Looks at every token, so that the time tells nothing. */
    private @Nullable Caller callerOf(String token) {
        TokenHash hash = TokenHash.of(token);
        Caller found = null;
        for (Entry entry : file.current()) {
            if (entry.token().equals(hash)) {
                found = entry.caller();
            }
        }
        return found;
    }
}
