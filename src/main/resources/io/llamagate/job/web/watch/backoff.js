const MOST = 30_000;
const WORKED = 5_000;

/** How long to wait before a lost stream is opened again; all times in milliseconds. */
export class BackOff {
  #base = 1_000;
  #failures = 0;
  #random;

  /** @param {function(): number} random from 0 to 1, so that readers do not come back together */
  constructor(random = Math.random) {
    this.#random = random;
  }

  /** The server says how long to wait at least. */
  obey(retry) {
    this.#base = retry;
  }

  /**
   * Twice as long after each failure, up to 30 s and half as long again at random; never less than
   * was asked for.
   *
   * @param {number} lived how long the stream was open; one that worked for a while is no failure
   * @param {number} atLeast what the answer's Retry-After asks for
   */
  next(lived, atLeast = 0) {
    this.#failures = lived >= WORKED ? 0 : this.#failures;
    const wait = Math.min(this.#base * 2 ** this.#failures, MOST);
    this.#failures += 1;
    return Math.max(wait, this.#base, atLeast) * (1 + this.#random() / 2);
  }
}

/**
 * Reads a Retry-After.
 *
 * @param {?string} value seconds or an HTTP date
 * @returns {number} milliseconds, 0 if it is absent or something else
 */
export function retryAfter(value) {
  if (/^\d+$/.test(value ?? '')) {
    return Number(value) * 1_000;
  }
  const left = Date.parse(value ?? '') - Date.now();
  return left > 0 ? left : 0;
}
