package io.llamagate.job.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.verify;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.junit.jupiter.api.Test;

class ProblemAdapterTests {
    @Test
    void asksNothingMoreAboutARequestWithoutABody() throws Exception {
        Request request = spy(new Request());
        request.requestURI().setString("/");
        doAnswer(question -> {
            question.<AtomicBoolean>getArgument(1).set(true);
            return null;
        }).when(request).action(eq(ActionCode.REQUEST_BODY_FULLY_READ), any());
        new ProblemAdapter(mock(Adapter.class), new PunctualHttp11()).service(request,
                new Response());
        verify(request).action(eq(ActionCode.REQUEST_BODY_FULLY_READ), any());
        verify(request, never()).action(eq(ActionCode.ASYNC_IS_ASYNC), any());
    }
}
