import { retryAfter } from './backoff.js';

/** The gateway sends a heartbeat every 15 s; after three that are missing the line is dead. */
const SILENCE = 45_000;

/**
 * How a request for a stream was answered.
 *
 * @typedef {object} Answer
 * @property {number} status 0 if there was no answer
 * @property {?AsyncIterable<string>} text the stream's text until the connection ends for whatever
 *     reason, or null if it is no stream
 * @property {number} clockLead how far the gateway's clock is ahead of this one, in milliseconds
 * @property {number} retryAfter how many milliseconds to wait at least before asking again
 * @property {?object} problem the problem document (RFC 9457), if there is one
 */

/**
 * Asks for a stream with fetch, since an EventSource cannot send a token and a token must not stand
 * in an address.
 *
 * @param {AbortSignal} signal ends the connection
 * @returns {Promise<Answer>} which never fails
 */
export async function open(address, headers, signal) {
  const silence = new Silence();
  const response = await fetch(address, {
    headers,
    cache: 'no-store',
    signal: AbortSignal.any([signal, silence.signal]),
  }).catch(() => null);
  const isStream = response?.status === 200
    && (response.headers.get('Content-Type') ?? '').startsWith('text/event-stream');
  const problem = isStream ? null : await response?.json().catch(() => null) ?? null;
  if (!isStream) {
    silence.end();
  }
  return {
    status: response?.status ?? 0,
    text: isStream ? text(response.body.getReader(), silence) : null,
    clockLead: clockLead(response),
    retryAfter: retryAfter(response?.headers.get('Retry-After')),
    problem,
  };
}

async function* text(reader, silence) {
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true }));
      if (done) {
        return;
      }
      silence.broken();
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    silence.abort();
  }
}

function clockLead(response) {
  return (Date.parse(response?.headers.get('Date') ?? '') || Date.now()) - Date.now();
}

/** Ends a connection over which nothing comes any more. */
class Silence {
  #controller = new AbortController();
  #timer;

  constructor() {
    this.broken();
  }

  get signal() {
    return this.#controller.signal;
  }

  /** Something came. */
  broken() {
    this.end();
    this.#timer = setTimeout(() => this.#controller.abort(), SILENCE);
  }

  /** Nothing more is expected. */
  end() {
    clearTimeout(this.#timer);
  }

  /** Nothing more is wanted. */
  abort() {
    this.end();
    this.#controller.abort();
  }
}
