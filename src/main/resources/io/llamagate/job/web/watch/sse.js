/**
 * Reads the text of an event stream (WHATWG HTML, section 9.2.6), however it is cut into pieces.
 */
export class EventParser {
  #rest = '';
  #type = '';
  #data = [];
  #id = '';
  #lastId = '';
  #onEvent;
  #onRetry;

  /**
   * @param {function({type: string, data: string}): void} onEvent
   * @param {function(number): void} onRetry hears how many milliseconds to wait before coming back
   */
  constructor(onEvent, onRetry) {
    this.#onEvent = onEvent;
    this.#onRetry = onRetry;
  }

  /** What to send as Last-Event-ID: the id of the last whole event, empty if none had one. */
  get lastId() {
    return this.#lastId;
  }

  /** Takes the next piece. */
  push(text) {
    // A carriage return at the end may be half of a line's end.
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    lines.forEach((line) => this.#line(line));
  }

  /** The connection has ended; an event that was not complete is lost. */
  reset() {
    this.#rest = '';
    this.#type = '';
    this.#data = [];
    this.#id = this.#lastId;
  }

  #line(line) {
    if (line === '') {
      this.#dispatch();
      return;
    }
    const [, name, value] = /^([^:]*)(?:: ?(.*))?$/s.exec(line);
    this.#field(name, value ?? '');
  }

  #field(name, value) {
    if (name === 'data') {
      this.#data.push(value);
    } else if (name === 'event') {
      this.#type = value;
    } else if (name === 'id' && !value.includes('\0')) {
      this.#id = value;
    } else if (name === 'retry' && /^\d+$/.test(value)) {
      this.#onRetry(Number(value));
    }
  }

  #dispatch() {
    this.#lastId = this.#id;
    if (this.#data.length > 0) {
      this.#onEvent({ type: this.#type || 'message', data: this.#data.join('\n') });
    }
    this.#type = '';
    this.#data = [];
  }
}
