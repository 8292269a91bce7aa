package io.llamagate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The modules of the page that shows jobs, each by itself, in a real browser. */
class WatchModulesTests extends GatewayTest {
    @RegisterExtension
    private static final Browser browser = new Browser();

    @BeforeEach
    void openPage() {
        browser.driver().get(address("/watch").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"event: status\\nid: 7\\ndata: {}\\n\\n",
        "event: status\\r\\nid: 7\\r\\ndata: {}\\r\\n\\r\\n",
        "event: status\\rid: 7\\rdata: {}\\r\\r:", "id:7\\nevent:status\\ndata:{}\\n\\n",
        ": comment\\n\\nevent: status\\nid: 7\\ndata: {}\\nother: x\\n\\ndata: cut"})
    void anEventIsReadHoweverItIsWrittenAndCut(String stream) {
        assertThat(parse(stream)).isEqualTo("status {} 7");
        assertThat(parse(stream, 1)).isEqualTo("status {} 7");
    }

    @Test
    void anEventOfSeveralLinesAndNoTypeIsAMessage() {
        assertThat(parse("data: a\\ndata\\ndata:  b\\n\\n")).isEqualTo("message a\n\n b ");
    }

    @Test
    void anIdCountsOnlyWithItsWholeEvent() {
        assertThat(parse("id: 1\\ndata: a\\n\\nid: 2\\ndata: b\\n")).isEqualTo("message a 1");
    }

    @Test
    void aRetryIsDigits() {
        assertThat(parse("retry: 1500\\nretry: soon\\nretry: -1\\n")).isEqualTo("retry 1500");
    }

    @Test
    void waitsDoubleUpToABoundAndStartAgainAfterSuccess() {
        assertThat(numbers("backoff.js", """
                (() => { const b = new m.BackOff(() => 0);
                  return [0, 0, 0, 0, 0, 0, 0, 9000, 0].map((lived) => b.next(lived)); })()"""))
                .containsExactly(1000, 2000, 4000, 8000, 16000, 30000, 30000, 1000, 2000);
    }

    @Test
    void waitsAreNeverShorterThanAskedAndSpread() {
        assertThat(numbers("backoff.js", """
                (() => { const b = new m.BackOff(() => 1); const waits = [b.next(0, 60000)];
                  b.obey(2500); return [...waits, b.next(9000), b.next(9000, 10000)]; })()"""))
                .containsExactly(90000, 3750, 15000);
    }

    @ParameterizedTest
    @CsvSource(value = {"7|7000", "''|0", "soon|0",
        "Thu, 01 Jan 1970 00:00:00 GMT|0"}, delimiter = '|')
    void aRetryAfterIsReadOrIgnored(String value, int millis) {
        assertThat(numbers("backoff.js", "[m.retryAfter('%s')]".formatted(value)))
                .containsExactly(millis);
    }

    /** A stand-in for fetch: first a stream that breaks off, then there is nothing left to see. */
    @Test
    void aStreamThatBreaksOffIsResumedWhereItEndedUntilThereIsNothingLeft() {
        assertThat(eval("stream.js", """
                (async () => { const asked = []; const heard = [];
                  const answers = [new Response('retry: 1\\nid: 5\\nevent: status\\ndata: {}\\n\\n',
                    { headers: { 'Content-Type': 'text/event-stream' } }),
                    new Response(null, { status: 204 })];
                  window.fetch = async (_, init) => { asked.push(init); return answers.shift(); };
                  await m.follow('x', 'abc', new AbortController().signal, {
                    live: () => heard.push('live'), event: (type) => heard.push(type),
                    lost: () => heard.push('lost'), ended: () => heard.push('ended') });
                  return [...heard, asked[0].cache, asked[0].headers['Last-Event-ID'] ?? 'none',
                    asked[1].headers['Last-Event-ID'], asked[1].headers.Authorization].join(); })()
                """)).isEqualTo("live,status,lost,ended,no-store,none,5,Bearer abc");
    }

    @Test
    void aRefusalIsNotAskedForAgain() {
        assertThat(eval("stream.js", """
                new Promise((resolve) => {
                  window.fetch = async () => Response.json({ detail: 'No.' }, { status: 403 });
                  m.follow('x', null, new AbortController().signal, {
                    refused: (status, problem) => resolve(`${status} ${problem.detail}`) }); })
                """)).isEqualTo("403 No.");
    }

    @ParameterizedTest
    @CsvSource(value = {"bjb-1, bjb-2;bjb-3|bjb-1,bjb-2,bjb-3", "bjb-1\\n\\tbjb-1|bjb-1",
        " bjb_1, |bjb_1"}, delimiter = '|', ignoreLeadingAndTrailingWhitespace = false)
    void idsAreReadAsTheyArePasted(String text, String ids) {
        assertThat(eval("ids.js", "m.readIds('%s').ids.join()".formatted(text))).isEqualTo(ids);
        assertThat(eval("ids.js", "m.readIds('%s').wrong".formatted(text))).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource(value = {"''|Give at least one job id.", "bjb-1 -x|Not a job id: -x. An id",
        "Items|Not a job id: Items. An id",
        "a/b c/d e/f g/h|Not a job id: a/b, c/d, e/f and 1 more"}, delimiter = '|')
    void whatIsNoIdIsNamed(String text, String complaint) {
        assertThat(eval("ids.js", "m.readIds('%s').wrong".formatted(text))).asString()
                .startsWith(complaint);
    }

    @Test
    void thereAreNoMoreIdsThanAStreamTakes() {
        assertThat(eval("ids.js",
                "m.readIds(Array.from({length: 101}, (_, i) => `j${i}`).join()).wrong"))
                .isEqualTo("These are 101 jobs; the most is 100.");
    }

    @Test
    void aPlotGoesInStepsUpToNow() {
        assertThat(eval("plot.js", """
                m.path([{at: 1000, percentage: 0}, {at: 2000, percentage: 25},
                  {at: 3000, percentage: 50}], 5000)""")).isEqualTo("M0 100H25V75H50V50H100");
    }

    @Test
    void aPlotOfOneLookIsALine() {
        assertThat(eval("plot.js", "m.path([{at: 1000, percentage: 40}], 1000)"))
                .isEqualTo("M0 60H100");
    }

    @Test
    void aPlotKeepsItsEndsAndForgetsRepetitionsAndEverySecondOfTooManyPoints() {
        assertThat(numbers("plot.js", """
                (() => { const p = Array.from({length: 402}, (_, i) => ({at: i, percentage: i}));
                  const few = m.thinned(p);
                  return [few.length, few[0].at, few.at(-1).at,
                    m.thinned([{at: 0, percentage: 5}, {at: 1, percentage: 5}]).length]; })()"""))
                .containsExactly(202, 0, 401, 1);
    }

    @ParameterizedTest
    @CsvSource({"0,0 s", "59999,59 s", "60000,1 min", "3600000,1 h", "3900000,1 h 5 min",
        "90000000,1 d 1 h", "-5,0 s"})
    void spansAreTold(long millis, String words) {
        assertThat(eval("words.js", "m.span(%d)".formatted(millis))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"99.99,99 %", "100,100 %", "0.5,0 %"})
    void onlyWhatIsAllDoneIsAHundredPerCent(double percentage, String words) {
        assertThat(eval("words.js", "m.percent(%s)".formatted(percentage))).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"completed,Completed", "THROTTLED,THROTTLED", "toString,toString"})
    void stateThatIsNotKnownIsShownAsItIs(String word, String shown) {
        assertThat(eval("words.js", "m.state('%s').word".formatted(word))).isEqualTo(shown);
    }

    private Object parse(String stream) {
        return parse(stream, Integer.MAX_VALUE);
    }

    /** What is read of a stream that comes in pieces of a length, and the last event's id. */
    private Object parse(String stream, int piece) {
        return eval("sse.js",
                """
                        (() => { const heard = []; const text = '%s';
                          const parser = new m.EventParser(
                            ({ type, data }) => heard.push(`${type} ${data}`),
                            (retry) => heard.push(`retry ${retry}`));
                          for (let i = 0; i < text.length; i += %d)
                            parser.push(text.slice(i, i + %2$d));
                          return heard.join()
                            + (heard[0]?.startsWith('retry') ? '' : ` ${parser.lastId}`);
                        })()"""
                        .formatted(stream, piece));
    }

    private List<Integer> numbers(String module, String expression) {
        return ((List<?>) eval(module, expression)).stream().map(n -> ((Number) n).intValue())
                .toList();
    }

    /** The value of an expression, in which m is a module. */
    private Object eval(String module, String expression) {
        return Objects.requireNonNull(browser.driver().executeAsyncScript("""
                const done = arguments[0];
                import('/watch/%s').then(async (m) => done(await (%s))).catch((e) => done(`${e}`));
                """.formatted(module, expression)));
    }
}
