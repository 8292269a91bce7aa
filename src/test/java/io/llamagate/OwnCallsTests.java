package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A call to LlamaCloud belongs to the gateway, not to who asks (docs/decisions/0016). */
class OwnCallsTests extends GatewayTest {
    /** Spring Security's, which gives every step of a call the caller's request and identity. */
    private static final String HANDED_ON = "securityReactorContextSubscriberRegistrar";

    @Autowired
    private ApplicationContext context;

    @Test
    void areNotHandedTheRequestThatStartsThem() {
        assertThat(context.containsBean(HANDED_ON)).isFalse();
    }
}
