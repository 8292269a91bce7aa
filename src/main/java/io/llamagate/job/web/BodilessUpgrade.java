package io.llamagate.job.web;

import org.apache.coyote.Request;
import org.apache.coyote.http2.Http2Protocol;
import org.springframework.http.HttpHeaders;

/**
 * Tomcat's HTTP/2, but a request over HTTP/1.1 that brings a body does not upgrade to it and is
 * answered over HTTP/1.1, as RFC 9110 section 7.8 lets a server do. Tomcat would read the body
 * first, for as long as it trickles in, and tell one that is malformed as a defect.
 */
final class BodilessUpgrade extends Http2Protocol {
    @Override
    public boolean accept(Request request) {
        return request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                && request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null
                && super.accept(request);
    }
}
