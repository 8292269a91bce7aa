package io.llamagate.job.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.llamagate.job.CachedAnswer;
import io.llamagate.job.CachedAnswer.Lookup;
import io.llamagate.job.Failure;
import io.llamagate.job.JobAnswer;
import io.llamagate.job.JobStatusException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTests {
    @ParameterizedTest
    @CsvSource({"HIT,1,false,HIT", "HIT,2,false,STALE", "HIT,9,false,STALE",
        "MISS,0,false,MISS", "MISS,0,true,MERGED", "EXPIRED,0,false,MISS",
        "EXPIRED,0,true,MERGED", "REFUSED,0,false,MISS"})
    void isThatOfAnAnswerWhichIsFreshForTwoSeconds(Lookup lookup, int age, boolean collapsed,
            Outcome expected) {
        assertThat(Outcome.of(answer(lookup, age, collapsed, null))).isEqualTo(expected);
    }

    @Test
    void isStaleWhereTheAnswerStandsInForAFailure() {
        assertThat(Outcome.of(answer(Lookup.EXPIRED, 3, false, Failure.SERVER_ERROR)))
                .isEqualTo(Outcome.STALE);
    }

    @ParameterizedTest
    @CsvSource({"401,DENIED", "403,DENIED", "429,DENIED", "400,ERROR", "404,ERROR", "405,ERROR",
        "502,ERROR", "503,ERROR"})
    void isThatOfAProblem(int status, Outcome expected) {
        assertThat(Outcome.ofProblem(status)).isEqualTo(expected);
    }

    static CachedAnswer answer(Lookup lookup, int age, boolean collapsed,
            @Nullable Failure insteadOf) {
        return new CachedAnswer(new JobAnswer.NotFound(), Duration.ofSeconds(age),
                Duration.ofSeconds(2), Duration.ZERO, lookup, collapsed,
                insteadOf == null ? null : new JobStatusException(insteadOf), null);
    }
}
