/** How LlamaCloud's words for a job's state are shown; any other word is shown as it is. */
const STATES = {
  pending: { word: 'Pending', sign: '○' },
  dispatched: { word: 'Dispatched', sign: '○' },
  running: { word: 'Running', sign: '▶' },
  completed: { word: 'Completed', sign: '✓', finished: true },
  failed: { word: 'Failed', sign: '✕', finished: true },
  cancelled: { word: 'Cancelled', sign: '−', finished: true },
};

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * A state in words.
 *
 * @param {string} word LlamaCloud's
 * @returns {{word: string, sign: string, finished: boolean, kind: string}} its kind is the word if
 *     it is a known one
 */
export function state(word) {
  return Object.hasOwn(STATES, word)
    ? { finished: false, kind: word, ...STATES[word] }
    : { finished: false, kind: 'other', word, sign: '?' };
}

/** A time span in at most two units, such as "1 h 5 min". */
export function span(millis) {
  const left = Math.max(millis, 0);
  if (left < MINUTE) {
    return `${Math.floor(left / SECOND)} s`;
  }
  if (left < HOUR) {
    return `${Math.floor(left / MINUTE)} min`;
  }
  return left < DAY ? units(left, HOUR, 'h', MINUTE, 'min') : units(left, DAY, 'd', HOUR, 'h');
}

function units(millis, big, bigName, small, smallName) {
  const rest = Math.floor((millis % big) / small);
  return `${Math.floor(millis / big)} ${bigName}${rest === 0 ? '' : ` ${rest} ${smallName}`}`;
}

/** A moment as a clock shows it, with its day unless that is today. */
export function clock(time, now) {
  const moment = new Date(time);
  const today = moment.toDateString() === new Date(now).toDateString();
  return moment.toLocaleString([], {
    ...(today ? {} : { dateStyle: 'medium' }),
    timeStyle: 'short',
  });
}

/**
 * When a job will be done.
 *
 * @param {number} end when it is expected to be, or NaN if that cannot be told
 */
export function outlook(end, now) {
  if (Number.isNaN(end)) {
    return 'No estimate yet';
  }
  return end - now < SECOND
    ? 'Done any moment now'
    : `Done in about ${span(end - now)}, at ${clock(end, now)}`;
}

/** A percentage without decimals; only what is all done is 100 %. */
export function percent(percentage) {
  return `${percentage < 100 ? Math.floor(percentage) : 100} %`;
}
