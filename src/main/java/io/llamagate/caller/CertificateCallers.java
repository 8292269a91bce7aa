package io.llamagate.caller;

import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Knows callers by the certificates that they proved to hold: by a URI or DNS name in the subject's
 * alternative names (RFC 5280 section 4.2.1.6), else by the subject as RFC 2253 writes it. Pure.
 */
final class CertificateCallers {
    private static final Integer DNS_NAME = 2;
    private static final Integer URI_NAME = 6;

    private final CallerRules rules;

    CertificateCallers(CallerRules rules) {
        this.rules = rules;
    }

    /** Whose certificate it is, or null if it is nobody's here. */
    @Nullable
    Caller callerOf(X509Certificate certificate) {
        try {
            // A connection may outlive the certificate that opened it.
            certificate.checkValidity();
        } catch (CertificateException e) {
            return null;
        }
        return identities(certificate).stream().map(rules::callerOf).filter(Objects::nonNull)
                .findFirst().orElse(null);
    }

    private static List<String> identities(X509Certificate certificate) {
        List<String> identities = new ArrayList<>();
        for (List<?> name : alternativeNames(certificate)) {
            if (name.getFirst().equals(URI_NAME) || name.getFirst().equals(DNS_NAME)) {
                identities.add(String.valueOf(name.get(1)));
            }
        }
        identities.add(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253));
        return identities;
    }

    private static Collection<List<?>> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null ? List.of() : names;
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}
