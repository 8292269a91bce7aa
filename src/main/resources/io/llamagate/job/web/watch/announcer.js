const PAUSE = 3_000;
const MOST_AT_ONCE = 3;

/** Tells a screen reader what has changed: seldom, and much of it in one sentence. */
export class Announcer {
  #element;
  #summary;
  #messages = [];
  #timer = null;

  /**
   * @param {HTMLElement} element a live region
   * @param {function(): string} summary what to say instead of many messages
   */
  constructor(element, summary) {
    this.#element = element;
    this.#summary = summary;
  }

  /** Says it soon. */
  say(message) {
    this.#messages.push(message);
    this.#timer ??= setTimeout(() => this.#speak(), PAUSE);
  }

  #speak() {
    this.#element.textContent = this.#messages.length > MOST_AT_ONCE
      ? this.#summary()
      : this.#messages.join(' ');
    this.#messages = [];
    this.#timer = null;
  }
}
