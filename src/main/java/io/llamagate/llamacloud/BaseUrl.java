package io.llamagate.llamacloud;

import io.llamagate.setting.InvalidSettingException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/** Where LlamaCloud is: an address to which the key may be sent. Pure. */
final class BaseUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private BaseUrl() {
    }

    /**
     * The address without a trailing slash.
     *
     * @throws InvalidSettingException unless it is https, or http to this machine, or http and
     *         allowed
     */
    static String of(LlamaCloudProperties settings) {
        URI url = settings.baseUrl();
        if (url.getHost() == null || url.getScheme() == null) {
            throw invalid("is not an absolute address.");
        }
        if (url.getRawUserInfo() != null || url.getRawQuery() != null
                || url.getRawFragment() != null) {
            throw invalid("has a user, a query or a fragment.");
        }
        switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> {
            }
            case "http" -> {
                if (!settings.allowPlainHttp()
                        && !LOOPBACK.contains(url.getHost().toLowerCase(Locale.ROOT))) {
                    throw invalid("is plain http, which would show the key to the network.");
                }
            }
            default -> throw invalid("is neither https nor http.");
        }
        return url.toString().replaceFirst("/+$", "");
    }

    private static InvalidSettingException invalid(String problem) {
        return new InvalidSettingException(
                "llamagate.llamacloud.base-url (LLAMA_CLOUD_BASE_URL) " + problem, """
                        Set an address such as https://api.cloud.llamaindex.ai or \
                        https://api.cloud.eu.llamaindex.ai. Plain http is for this machine, or for \
                        any host with llamagate.llamacloud.allow-plain-http=true.""");
    }
}
