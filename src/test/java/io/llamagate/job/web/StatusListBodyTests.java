package io.llamagate.job.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Mockito.mock;

import io.llamagate.job.InvalidRequestException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.coyote.BadRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class StatusListBodyTests {
    private final StatusListBody bodies = new StatusListBody(JsonMapper.shared());

    @Test
    void readsIdsInTheirOrderAndIgnoresTheRest() throws IOException {
        assertThat(read("{\"x\":{},\"ids\":[\"b\",\"a\",\"b\"]}").ids()).containsExactly("b", "a",
                "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "[\"a\"]", "null", "7", "{}", "{\"ids\":null}",
        "{\"ids\":\"a\"}", "{\"ids\":{\"a\":1}}", "{\"ids\":[null]}", "{\"ids\":[[\"a\"]]}",
        "{\"ids\":[{}]}", "{\"ids\":[\"a\"]", "ids=a", "\u0000"})
    void refusesWhatIsNoObjectWithAListOfIds(String body) {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> read(body))
                .withMessage("The body must be a JSON object whose ids is a list of job ids.");
    }

    @Test
    void refusesAListOfNone() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> read("{\"ids\":[]}"))
                .withMessage("ids must list 1 to 100 job ids; there are 0.");
    }

    @Test
    void refusesWhatIsTooLargeBeforeAllOfItIsRead() {
        ByteArrayInputStream body = new ByteArrayInputStream(new byte[1 << 20]);
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> bodies.read(body))
                .withMessage("The body must not be larger than 64 KiB.");
        assertThat(body.available()).isGreaterThan(900_000);
    }

    @Test
    void refusesWhatTomcatCannotRead() {
        InputStream garbled = mock(InputStream.class,
                _ -> {
                    throw new BadRequestException("Invalid chunk header");
                });
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> bodies.read(garbled))
                .withMessage("The body's chunks break a rule of HTTP.");
    }

    private JobIdList read(String body) throws IOException {
        return bodies.read(new ByteArrayInputStream(body.getBytes(UTF_8)));
    }
}
