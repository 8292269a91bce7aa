import { BackOff } from './backoff.js';
import { open } from './connection.js';
import { EventParser } from './sse.js';

/** Refusals that may pass: too late, too early, too often. */
const PASSING = [408, 425, 429];

/**
 * What a reader of a stream hears.
 *
 * @typedef {object} Listener
 * @property {function(number): void} live it is open; how far the gateway's clock is ahead of this
 *     one, in milliseconds
 * @property {function(string, *): void} event an event's type and data
 * @property {function(number, ?object): void} lost it will be opened again after so many
 *     milliseconds; the problem document that says why, if there is one
 * @property {function(): void} ended there is nothing more to see
 * @property {function(number, ?object): void} refused it will not be opened again; the answer's
 *     status, and its problem document if there is one
 */

/**
 * Reads a stream to its end, over as many connections as that takes.
 *
 * @param {string} address
 * @param {?string} token what to show the gateway, or null
 * @param {AbortSignal} signal ends it; then nothing more is heard
 * @param {Listener} listener
 */
export async function follow(address, token, signal, listener) {
  const backOff = new BackOff();
  let over = false;
  const parser = new EventParser(({ type, data }) => {
    over ||= type === 'end';
    listener.event(type, JSON.parse(data));
  }, (retry) => backOff.obey(retry));
  while (!signal.aborted) {
    const began = Date.now();
    const answer = await open(address, headers(token, parser.lastId), signal);
    if (answer.text !== null && !signal.aborted) {
      listener.live(answer.clockLead);
      for await (const piece of answer.text) {
        if (signal.aborted) {
          return;
        }
        parser.push(piece);
        if (over) {
          break;
        }
      }
      parser.reset();
    }
    if (signal.aborted) {
      return;
    }
    if (over || answer.status === 204) {
      listener.ended();
      return;
    }
    if (isFinal(answer.status)) {
      listener.refused(answer.status, answer.problem);
      return;
    }
    const wait = backOff.next(Date.now() - began, answer.retryAfter);
    listener.lost(wait, answer.problem);
    await sleep(wait, signal);
  }
}

function headers(token, lastId) {
  return {
    Accept: 'text/event-stream',
    ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
    ...(lastId === '' ? {} : { 'Last-Event-ID': lastId }),
  };
}

function isFinal(status) {
  return status >= 400 && status < 500 && !PASSING.includes(status);
}

function sleep(millis, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, millis);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    }, { once: true });
  });
}
