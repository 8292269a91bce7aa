package io.llamagate.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody who looks into a gateway sees its key, not even one that LlamaCloud has refused. */
class RefusedKeyTests {
    private static final String KEY = "llx-secret-of-the-test";

    private static FaultyLlamaCloud llamaCloud;
    private static Gateway gateway;

    @BeforeAll
    static void refuse() throws Exception {
        llamaCloud = new FaultyLlamaCloud(null);
        gateway = new Gateway("http://127.0.0.1:" + llamaCloud.port(),
                "--llamagate.llamacloud.api-key=" + KEY);
        gateway.ask("bjb-1");
        llamaCloud.fails(Fault.REFUSES_THE_KEY);
        gateway.ask("bjb-2");
    }

    @AfterAll
    static void end() {
        gateway.close();
        llamaCloud.close();
    }

    @Test
    void isNotShownByHealth() throws Exception {
        assertThat(gateway.health("").body()).doesNotContain(KEY);
        assertThat(gateway.health("llamacloud").body()).contains("CREDENTIALS_REJECTED")
                .doesNotContain(KEY);
    }

    @Test
    void isNotShownByMetrics() throws Exception {
        assertThat(gateway.metrics()).contains("credentials-rejected\"} 1", "llamagate_key_age")
                .doesNotContain(KEY);
    }

    @Test
    void isNotInTheNameOfAThread(@TempDir Path directory) throws Exception {
        Path dump = directory.resolve("threads");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        assertThat(dump).content().contains("reactor-http", "tomcat").doesNotContain(KEY);
    }
}
