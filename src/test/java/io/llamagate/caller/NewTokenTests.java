package io.llamagate.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NewTokenTests {
    private static final Pattern FORM = Pattern
            .compile("token: {2}(lg_[A-Za-z0-9_-]{43})\\R" + "sha256: ([0-9a-f]{64})\\R");

    @Test
    void comesWithItsHash() {
        Matcher lines = FORM.matcher(NewToken.create());
        assertThat(lines.matches()).isTrue();
        assertThat(TokenHash.parse(lines.group(2))).isEqualTo(TokenHash.of(lines.group(1)));
    }

    @Test
    void isAnotherEachTime() {
        assertThat(NewToken.create()).isNotEqualTo(NewToken.create());
    }
}
