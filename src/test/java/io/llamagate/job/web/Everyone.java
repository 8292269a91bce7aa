package io.llamagate.job.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import io.llamagate.caller.Allowance;
import io.llamagate.caller.Caller;
import io.llamagate.caller.Callers;
import io.llamagate.caller.TestCallers;
import java.time.Duration;

/** One caller for all, as without any setting, and without a limit. */
final class Everyone {
    static final Caller CALLER = TestCallers.everyone();

    private Everyone() {
    }

    static Callers callers() {
        Callers callers = mock();
        Allowance allowance = mock();
        given(allowance.take(1)).willReturn(Duration.ZERO);
        given(callers.known(any(), any())).willReturn(CALLER);
        given(callers.allowanceOf(any())).willReturn(allowance);
        return callers;
    }
}
