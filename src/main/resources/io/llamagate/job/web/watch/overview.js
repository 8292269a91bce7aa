import { span } from './words.js';

/** What is said about all jobs together, and about the connection. */
export class Overview {
  #jobs;
  #announcer;
  #overview;
  #summary;
  #connection;
  #failing;
  #nextTry = null;

  /**
   * @param {function(string): HTMLElement} element finds one by its id
   * @param {Jobs} jobs
   * @param {Announcer} announcer
   */
  constructor(element, jobs, announcer) {
    this.#jobs = jobs;
    this.#announcer = announcer;
    this.#overview = element('overview');
    this.#summary = element('summary');
    this.#connection = element('connection');
    this.#failing = element('failing');
  }

  connecting() {
    this.#overview.hidden = false;
    this.update();
    this.#tell('connecting', 'Connecting…');
  }

  live() {
    if (this.#connection.dataset.kind === 'lost') {
      this.#announcer.say('Connected again.');
    }
    this.#tell('live', 'Live');
  }

  /**
   * @param {number} wait until the next try, in milliseconds
   * @param {?object} problem why, as far as it is known
   */
  lost(wait, problem) {
    if (this.#connection.dataset.kind !== 'lost') {
      this.#announcer.say('The connection is lost.');
    }
    this.#tell('lost', '', Date.now() + wait, problem?.detail);
    this.tick();
  }

  ended() {
    this.#announcer.say('All jobs are finished.');
    this.#tell('ended', 'Ended: all jobs are finished');
  }

  /**
   * @param {number} status
   * @param {?object} problem why, as far as it is known
   */
  refused(status, problem) {
    if (status === 401) {
      this.#tell('waiting', 'Waiting for a token');
      return;
    }
    const text = problem?.detail ?? `The gateway answered with status ${status}.`;
    this.#announcer.say(text);
    this.#tell('refused', text);
  }

  /** The jobs have changed. */
  update() {
    const { failing } = this.#jobs;
    if (this.#failing.hidden !== (failing === '')) {
      this.#announcer.say(failing || 'LlamaCloud is answering again.');
    }
    this.#failing.hidden = failing === '';
    this.#failing.textContent = failing;
    this.#summary.textContent = this.#jobs.summary;
    document.title = `${this.#jobs.finished} of ${this.#jobs.count} finished · Llamagate`;
  }

  /** Lets time pass. */
  tick() {
    if (this.#nextTry !== null) {
      const left = Math.max(this.#nextTry.at - Date.now(), 0);
      this.#connection.textContent = `${this.#nextTry.reason ?? 'Connection lost.'} `
        + `Next try ${left === 0 ? 'now' : `in ${span(left + 999)}`}`;
    }
  }

  #tell(kind, text, at = null, reason = undefined) {
    this.#nextTry = at === null ? null : { at, reason };
    this.#connection.dataset.kind = kind;
    this.#connection.textContent = text;
  }
}
