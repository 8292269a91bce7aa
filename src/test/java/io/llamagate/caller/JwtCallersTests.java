package io.llamagate.caller;

import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.jwk.source.JWKSetBasedJWKSource;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.llamagate.ManualTime;
import io.llamagate.caller.CallerProperties.Jwt;
import io.llamagate.job.Projects;
import io.llamagate.setting.InvalidSettingException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import tools.jackson.databind.json.JsonMapper;

class JwtCallersTests {
    private static final String SUBJECT = "system:serviceaccount:shop:orders";
    private static final ECKey KEY = ecKey("key-1");
    private static final ECKey NEW_KEY = ecKey("key-2");
    private static final ECKey FOREIGN_KEY = ecKey("key-1");
    private static final RSAKey RSA_KEY = rsaKey("rsa-1");

    @RegisterExtension
    private static final MockIssuer issuer = new MockIssuer();

    private final ManualTime time = new ManualTime();
    private JwtCallers callers = callers();

    @BeforeEach
    void issuerListsItsKeys() {
        issuer.lists(KEY, RSA_KEY);
    }

    @Test
    void knowACallerByTheRuleForItsSubject() throws Exception {
        assertThat(authenticate(signed(KEY, claims())))
                .isInstanceOfSatisfying(CallerAuthentication.class, caller -> assertThat(
                        caller.caller()).isEqualTo(
                                new Caller("shop",
                                        Projects.of(List.of("proj-1")), TestCallers.LIMIT)));
    }

    @Test
    void knowACallerByAnotherClaim() throws Exception {
        callers = callers("jwt.claim=client_id", "jwt.rules[0].match=orders");
        assertThat(authenticate(signed(KEY, claims().claim("client_id", "orders"))).getName())
                .isEqualTo("shop");
    }

    @Test
    void sayUntilWhenATokenLives() throws Exception {
        assertThat(authenticate(signed(KEY, claims().expirationTime(in(60)))))
                .isInstanceOfSatisfying(CallerAuthentication.class,
                        caller -> assertThat(caller.until())
                                .isEqualTo(time.instant().plusSeconds(60 + 30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
    void believeEveryAlgorithmOfAnRsaKey(String algorithm) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.parse(algorithm)).keyID("rsa-1")
                .build();
        assertKnown(signed(header, new RSASSASigner(RSA_KEY), claims()));
    }

    @Test
    void tryTheKeysOfTheAlgorithmWhenATokenNamesNone() throws Exception {
        assertKnown(signed(new JWSHeader(JWSAlgorithm.ES256), new ECDSASigner(KEY), claims()));
    }

    @Test
    void lookForTheKeysOnceForManyTokens() throws Exception {
        for (int i = 0; i < 20; i++) {
            assertKnown(signed(KEY, claims().jwtID("token-" + i)));
        }
        assertThat(issuer.looks()).isEqualTo(1);
    }

    @Test
    void askNobodyBeforeTheFirstToken() {
        assertThat(issuer.getAllServeEvents()).isEmpty();
    }

    // Keys that change.

    @Test
    void believeTheIssuersNewKeyAtOnce() throws Exception {
        assertKnown(signed(KEY, claims()));
        issuer.lists(KEY, NEW_KEY);
        assertKnown(signed(NEW_KEY, claims()));
    }

    @Test
    void goOnBelievingAKeyThatTheIssuerStillLists() throws Exception {
        assertKnown(signed(KEY, claims()));
        issuer.lists(NEW_KEY, KEY);
        assertKnown(signed(NEW_KEY, claims()));
        assertKnown(signed(KEY, claims()));
    }

    @Test
    void stopBelievingAKeyThatTheIssuerNoLongerLists() throws Exception {
        assertKnown(signed(KEY, claims()));
        issuer.lists(NEW_KEY);
        assertKnown(signed(NEW_KEY, claims()));
        assertRefused(signed(KEY, claims()));
    }

    @Test
    void lookAtMostTwiceIn10SecondsHoweverManyTokensHaveUnknownKeys() throws Exception {
        assertKnown(signed(KEY, claims()));
        for (int i = 0; i < 20; i++) {
            assertRefused(signed(ecKey("unknown-" + i), claims()));
        }
        assertThat(issuer.looks()).isEqualTo(2);
        assertKnown(signed(KEY, claims()));
    }

    @Test
    void believeANewKeyOnceTheNextLookIsDue() throws Exception {
        callers = callersThatLookAgainSoon();
        for (int i = 0; i < 20; i++) {
            assertRefused(signed(NEW_KEY, claims()));
        }
        issuer.lists(NEW_KEY);
        await().until(() -> knows(signed(NEW_KEY, claims())));
    }

    @Test
    void stopBelievingAKeyThatIsNoLongerListedOnceTheKeysLifeIsOver() throws Exception {
        callers = callersThatLookAgainSoon();
        assertKnown(signed(KEY, claims()));
        issuer.lists(NEW_KEY);
        await().until(() -> !knows(signed(KEY, claims())));
    }

    @Test
    void useAKeyThatIsNoLongerListedForLessThanAMinute() throws Exception {
        JWKSetSource<SecurityContext> source = ((JWKSetBasedJWKSource<SecurityContext>) JwtCallers
                .source(keys(settings()), JwtCallers.KEYS_LIFE, JwtCallers.KEYS_INTERVAL))
                .getJWKSetSource();
        long now = System.currentTimeMillis();
        source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now, null);
        issuer.lists(NEW_KEY);
        assertThat(source.getJWKSet(JWKSetCacheRefreshEvaluator.noRefresh(), now + 55_000, null)
                .getKeys()).containsExactly(NEW_KEY.toPublicJWK());
    }

    // Issuers that are away.

    @Test
    void cannotDecideWhileTheIssuerIsAwayFromTheStart() throws Exception {
        issuer.isAway();
        for (int i = 0; i < 5; i++) {
            assertUndecided(signed(KEY, claims()));
        }
        assertThat(issuer.looks()).isBetween(1L, 2L);
    }

    @Test
    void decideOnceTheIssuerHasCome() throws Exception {
        issuer.isAway();
        assertUndecided(signed(KEY, claims()));
        issuer.lists(KEY);
        assertKnown(signed(KEY, claims()));
    }

    @Test
    void refuseWithoutAnyKeyWhatNoKeyCouldProve() throws Exception {
        issuer.isAway();
        assertRefused(unsigned());
        assertRefused(signed(hs256(), new MACSigner(new byte[32]), claims()));
    }

    @Test
    void decideAsBeforeWhenTheIssuerGoesAway() throws Exception {
        assertKnown(signed(KEY, claims()));
        issuer.isAway();
        assertKnown(signed(KEY, claims()));
        assertRefused(signed(NEW_KEY, claims()));
        assertRefused(signed(FOREIGN_KEY, claims()));
        assertKnown(signed(KEY, claims()));
    }

    @Test
    void decideAsBeforeWhenTheKeysLifeIsOverAndTheIssuerAway() throws Exception {
        callers = callersThatLookAgainSoon();
        assertKnown(signed(KEY, claims()));
        issuer.isAway();
        await().until(() -> {
            assertKnown(signed(KEY, claims()));
            assertRefused(signed(FOREIGN_KEY, claims()));
            assertRefused(signed(NEW_KEY, claims()));
            return issuer.looks() > 4;
        });
    }

    // What a token says about its own key.

    @Test
    void doNotBelieveAnUnsignedToken() throws Exception {
        assertRefused(unsigned());
        assertRefused(unsigned().replaceFirst("\\.$", ".AAAA"));
    }

    @Test
    void doNotBelieveAnUnsignedTokenInOtherSpellings() {
        for (String none : List.of("None", "NONE", "nOnE")) {
            String header = base64("{\"alg\":\"%s\",\"kid\":\"key-1\"}".formatted(none));
            assertRefused(header + "." + base64(claims().build().toString()) + ".");
        }
    }

    @ParameterizedTest
    @MethodSource("publicKeys")
    void doNotBelieveAPublicKeyUsedAsASecret(byte[] publicKey) throws Exception {
        assertRefused(signed(hs256(), new MACSigner(publicKey), claims()));
    }

    @Test
    void doNotBelieveASecretEvenIfTheIssuerListsIt() throws Exception {
        OctetSequenceKey secret = new OctetSequenceKey.Builder(new byte[32]).keyID("rsa-1")
                .build();
        issuer.answers(MockIssuer.KEYS, okJson(new JWKSet(secret).toString(false)));
        assertRefused(signed(hs256(), new MACSigner(secret), claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-1", "key-9", ""})
    void doNotBelieveTheKeyThatATokenBrings(String kid) throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(kid.isEmpty() ? null : kid).jwk(FOREIGN_KEY.toPublicJWK()).build();
        assertRefused(signed(header, new ECDSASigner(FOREIGN_KEY), claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"key-1", "key-9", ""})
    void neverFetchTheKeyThatATokenPointsTo(String kid) throws Exception {
        issuer.answers("/foreign", okJson(new JWKSet(FOREIGN_KEY).toString()));
        URI foreign = URI.create(issuer.url() + "/foreign");
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .keyID(kid.isEmpty() ? null : kid).jwkURL(foreign).x509CertURL(foreign).build();
        assertRefused(signed(header, new ECDSASigner(FOREIGN_KEY), claims()));
        issuer.verify(0, getRequestedFor(urlEqualTo("/foreign")));
    }

    @Test
    void doNotBelieveAForeignKeyUnderAKnownName() throws Exception {
        assertRefused(signed(FOREIGN_KEY, claims()));
    }

    @Test
    void doNotBelieveAForeignKeyUnderAnUnknownName() throws Exception {
        assertRefused(signed(ecKey("../../etc/passwd"), claims()));
    }

    @Test
    void doNotBelieveAnAlteredToken() throws Exception {
        String[] parts = signed(KEY, claims()).split("\\.", -1);
        String other = base64(claims().subject("system:serviceaccount:shop:admin").build()
                .toString());
        assertRefused(parts[0] + "." + other + "." + parts[2]);
    }

    @Test
    void doNotBelieveACriticalHeaderThatNobodyKnows() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("key-1")
                .criticalParams(Set.of("llama")).customParam("llama", "x").build();
        assertRefused(signed(header, new ECDSASigner(KEY), claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b", "a.b.c", "..", "e30.e30.", "e30.e30.e30",
        "eyJhbGciOiJFUzI1NiJ9..", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", "a.b.c.d.e"})
    void refuseWhatIsNoToken(String token) {
        assertRefused(token);
    }

    // Whom a token is for, who it is from and when.

    @ParameterizedTest
    @ValueSource(strings = {"%s/", "%s/x", "HTTP%s", " %s", "%s ", "other", ""})
    void compareTheIssuerExactly(String other) throws Exception {
        String url = other.startsWith("HTTP") ? issuer.url().substring(4) : issuer.url();
        assertRefused(signed(KEY, claims().issuer(other.formatted(url))));
    }

    @Test
    void refuseATokenWithoutAnIssuer() throws Exception {
        assertRefused(signed(KEY, claims().issuer(null)));
    }

    @Test
    void compareTheIssuerExactlyWhenTheSettingEndsInASlash() throws Exception {
        String withSlash = issuer.url() + "/";
        issuer.answers(MockIssuer.DISCOVERY, okJson("""
                {"issuer":"%s","jwks_uri":"%s"}"""
                .formatted(withSlash, issuer.url() + MockIssuer.KEYS)));
        callers = callers("jwt.issuer=" + withSlash);
        assertKnown(signed(KEY, claims().issuer(withSlash)));
        assertRefused(signed(KEY, claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Llamagate", "llamagate ", "llamagate/", "llama", "llamagate2", "*",
        "", "https://kubernetes.default.svc"})
    void compareTheAudienceExactly(String audience) throws Exception {
        assertRefused(signed(KEY, claims().audience(audience)));
        assertRefused(signed(KEY, claims().audience(List.of(audience, "other"))));
    }

    @Test
    void refuseATokenWithoutAnAudience() throws Exception {
        assertRefused(signed(KEY, claims().audience((String) null)));
        assertRefused(signed(KEY, claims().audience(List.of())));
    }

    @Test
    void believeATokenForSeveralAudiencesAmongThemOurs() throws Exception {
        assertKnown(signed(KEY, claims().audience(List.of("other", "llamagate"))));
    }

    @ParameterizedTest
    @CsvSource({"3600,true", "1,true", "0,true", "-30,true", "-31,false", "-3600,false"})
    void allowForTheClockSkewAtTheEnd(int expiresIn, boolean known) throws Exception {
        assertThat(knows(signed(KEY, claims().expirationTime(in(expiresIn))))).isEqualTo(known);
    }

    @ParameterizedTest
    @CsvSource({"-3600,true", "0,true", "30,true", "31,false", "3600,false"})
    void allowForTheClockSkewAtTheBeginning(int startsIn, boolean known) throws Exception {
        assertThat(knows(signed(KEY,
                claims().notBeforeTime(in(startsIn)).expirationTime(in(7200)))))
                .isEqualTo(known);
    }

    @Test
    void allowForNoOtherClockSkewThanTheSetting() throws Exception {
        callers = callers("jwt.clock-skew=0s");
        assertKnown(signed(KEY, claims().expirationTime(in(0))));
        assertRefused(signed(KEY, claims().expirationTime(in(-1))));
    }

    @Test
    void refuseAKnownTokenOnceItIsOver() throws Exception {
        String token = signed(KEY, claims().expirationTime(in(60)));
        assertKnown(token);
        time.passes(Duration.ofSeconds(91));
        assertRefused(token);
    }

    @Test
    void refuseATokenThatNeverEnds() throws Exception {
        assertRefused(signed(KEY, claims().expirationTime(null)));
    }

    // Who is a caller.

    @ParameterizedTest
    @ValueSource(strings = {"system:serviceaccount:other:orders", "system:serviceaccount:shop",
        "orders", ""})
    void tellNobodyWhoseSubjectNoRuleNames(String subject) throws Exception {
        assertUnknownCaller(signed(KEY, claims().subject(subject)));
    }

    @Test
    void tellNobodyWithoutASubject() throws Exception {
        assertUnknownCaller(signed(KEY, claims().subject(null)));
    }

    @Test
    void tellNobodyWhoseClaimIsNoText() throws Exception {
        callers = callers("jwt.claim=kubernetes.io", "jwt.rules[0].match=*");
        assertUnknownCaller(
                signed(KEY, claims().claim("kubernetes.io", Map.of("namespace", "shop"))));
    }

    // Settings.

    @ParameterizedTest
    @CsvSource({"jwt.issuer=,issuer", "jwt.audience=,audience"})
    void needToBeToldWhoseTokensAreBelieved(String setting, String name) {
        assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> callers(setting))
                .withMessage(
                        "llamagate.callers.mode is jwt, but llamagate.callers.jwt.%s is not set.",
                        name);
    }

    @ParameterizedTest
    @CsvSource({"jwt.issuer=orders,issuer", "jwt.issuer=http://192.0.2.1,issuer",
        "jwt.issuer=a b,issuer", "jwt.jwks-uri=http://192.0.2.1/keys,jwks-uri"})
    void needToBeToldWhereKeysAreFoundSafely(String setting, String name) {
        assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> callers(setting))
                .withMessage("llamagate.callers.jwt.%s is no address of https.", name);
    }

    @Test
    void mayHaveAnIssuerThatIsNoAddressWhereTheKeysAreFoundElsewhere() {
        assertThatCode(() -> callers("jwt.issuer=orders", "jwt.jwks-uri=https://192.0.2.1/keys"))
                .doesNotThrowAnyException();
    }

    @Test
    void needRules() {
        Jwt settings = TestCallers.settings("jwt.issuer=http://127.0.0.1", "jwt.audience=x").jwt();
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> new JwtCallers(settings,
                        new CallerRules(List.of(), TestCallers.LIMIT), keys(settings), time))
                .withMessageContaining("llamagate.callers.jwt.rules is not set");
    }

    private JwtCallers callers(String... changes) {
        Jwt settings = settings(changes);
        return new JwtCallers(settings, new CallerRules(settings.rules(), TestCallers.LIMIT),
                keys(settings), time);
    }

    private JwtCallers callersThatLookAgainSoon() {
        Jwt settings = settings();
        return new JwtCallers(settings, new CallerRules(settings.rules(), TestCallers.LIMIT),
                keys(settings), time, Duration.ofMillis(60), Duration.ofMillis(50));
    }

    private static IssuerKeys keys(Jwt settings) {
        return new IssuerKeys(settings, JsonMapper.shared());
    }

    private static Jwt settings(String... changes) {
        return TestCallers.settings(Stream.concat(Stream.of("jwt.issuer=" + issuer.url(),
                "jwt.audience=llamagate", "jwt.rules[0].match=system:serviceaccount:shop:*",
                "jwt.rules[0].name=shop", "jwt.rules[0].projects=proj-1"), Stream.of(changes))
                .toArray(String[]::new)).jwt();
    }

    private Authentication authenticate(String token) {
        return callers.authenticate(new BearerTokenAuthenticationToken(token));
    }

    private void assertKnown(String token) {
        assertThat(authenticate(token).getName()).isEqualTo("shop");
    }

    private boolean knows(String token) {
        try {
            return authenticate(token).isAuthenticated();
        } catch (AuthenticationException e) {
            assertThat(e).isNotInstanceOf(AuthenticationServiceException.class);
            return false;
        }
    }

    /** A 401, not a 503 and not a 403. */
    private void assertRefused(String token) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> authenticate(token))
                .isNotInstanceOfAny(AuthenticationServiceException.class,
                        UnknownCallerException.class);
    }

    private void assertUndecided(String token) {
        assertThatExceptionOfType(AuthenticationServiceException.class)
                .isThrownBy(() -> authenticate(token));
    }

    private void assertUnknownCaller(String token) {
        assertThatExceptionOfType(UnknownCallerException.class)
                .isThrownBy(() -> authenticate(token));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(issuer.url()).audience("llamagate")
                .subject(SUBJECT).issueTime(in(-7200)).expirationTime(in(3600));
    }

    private Date in(int seconds) {
        return Date.from(time.instant().plusSeconds(seconds));
    }

    private String unsigned() {
        return new PlainJWT(claims().build()).serialize();
    }

    private static JWSHeader hs256() {
        return new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("rsa-1").build();
    }

    private static String signed(ECKey key, JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new ECDSASigner(key), claims);
    }

    private static String signed(JWSHeader header, JWSSigner signer, JWTClaimsSet.Builder claims)
            throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims.build());
        token.sign(signer);
        return token.serialize();
    }

    static Stream<byte[]> publicKeys() throws JOSEException {
        byte[] encoded = RSA_KEY.toRSAPublicKey().getEncoded();
        String pem = "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
                .formatted(Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(encoded));
        return Stream.of(encoded, pem.getBytes(UTF_8), pem.strip().getBytes(UTF_8),
                RSA_KEY.toPublicJWK().toJSONString().getBytes(UTF_8));
    }

    private static ECKey ecKey(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey rsaKey(String kid) {
        try {
            return new RSAKeyGenerator(2048).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
