import { percent, span } from './words.js';

const MOST_POINTS = 400;
const SHORTEST = 1_000;

/** @typedef {{at: number, percentage: number}} Point what was seen at a time, in milliseconds */

/** A job's progress over the time in which the page has seen it. */
export class Plot {
  /** @type {Point[]} */
  #points = [];
  #figure;

  /** @param {HTMLElement} figure holds an SVG element and a caption */
  constructor(figure) {
    this.#figure = figure;
  }

  /** Takes down what was seen. */
  add(at, percentage) {
    this.#points = thinned([...this.#points, { at, percentage }]);
  }

  /** Whether there is anything to see by then. */
  hasSpan(until) {
    return until - this.#points[0].at >= SHORTEST;
  }

  /** Shows all of it, up to a time. */
  draw(until) {
    const [first] = this.#points;
    const last = this.#points.at(-1);
    const svg = this.#figure.querySelector('svg');
    const line = path(this.#points, until);
    svg.querySelector('.line').setAttribute('d', line);
    svg.querySelector('.area').setAttribute('d', `${line}V100H0Z`);
    const seen = span(until - first.at);
    svg.setAttribute('aria-label', `Progress over time: from ${percent(first.percentage)} to `
      + `${percent(last.percentage)} in ${seen}`);
    this.#figure.querySelector('figcaption').textContent = `Progress over ${seen}`;
  }
}

/**
 * A path in a square of 100, with 100 % at the top. Between two points nothing is known, so that
 * it goes in steps.
 *
 * @param {Point[]} points one at least, by time
 * @param {number} until where it ends; the last point's time or later
 */
export function path(points, until) {
  const start = points[0].at;
  const scale = until > start ? 100 / (until - start) : 0;
  const steps = points.slice(1)
    .map(({ at, percentage }) => `H${round((at - start) * scale)}V${round(100 - percentage)}`);
  return `M0 ${round(100 - points[0].percentage)}${steps.join('')}H100`;
}

/** Leaves away what no eye would see: points that repeat, then every second one of too many. */
export function thinned(points) {
  const news = points.filter(({ percentage }, i) => percentage !== points[i - 1]?.percentage);
  return news.length <= MOST_POINTS
    ? news
    : news.filter((_, i) => i % 2 === 0 || i === news.length - 1);
}

function round(value) {
  return Math.round(value * 100) / 100;
}
