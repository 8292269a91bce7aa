package io.llamagate.job.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTests {
    private final Places places = new Places(3, 2);

    @Test
    void areAsManyAsThereAreInAll() {
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("b")).isTrue();
        assertThat(places.take("c")).isTrue();
        assertThat(places.take("d")).isFalse();
    }

    @Test
    void areFewerForOneCaller() {
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isFalse();
        assertThat(places.take("b")).isTrue();
    }

    @Test
    void areAllForEveryoneWhereCallersAreNotToldApart() {
        assertThat(places.take(null)).isTrue();
        assertThat(places.take(null)).isTrue();
        assertThat(places.take(null)).isTrue();
        assertThat(places.take(null)).isFalse();
    }

    @Test
    void areFreeAgainOnceTheyAreLeft() {
        assertThat(places.take("a")).isTrue();
        assertThat(places.take("a")).isTrue();
        places.leave("a");
        assertThat(places.taken()).isOne();
        assertThat(places.take("a")).isTrue();
    }
}
