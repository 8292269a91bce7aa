import { problemAddress } from './address.js';
import { Plot } from './plot.js';
import { clock, outlook, percent, span, state } from './words.js';

/** One job on the page. Whatever LlamaCloud says is shown as text, so that markup stays inert. */
export class Card {
  /** The list item. */
  element;
  #plot;
  #state = null;
  #problem = null;
  #receivedAt = 0;
  #end = NaN;
  #completedAt = NaN;

  /**
   * @param {HTMLTemplateElement} template
   * @param {string} id the job's
   * @param {string} statusAddress where its status is
   */
  constructor(template, id, statusAddress) {
    this.element = template.content.cloneNode(true).querySelector('li');
    this.#find('h3').textContent = id;
    this.#find('progress').setAttribute('aria-label', `Progress of ${id}`);
    this.#find('.raw summary').setAttribute('aria-label', `Raw status of ${id}`);
    this.#find('.raw a').href = statusAddress;
    this.#find('.raw a').textContent = statusAddress;
    this.#find('.word').textContent = 'Waiting for its status';
    this.#plot = new Plot(this.#find('figure'));
  }

  /** What state the job is in (words.js), or null if nothing was told yet. */
  get state() {
    return this.#state;
  }

  /** What is wrong with it, a problem document, or null. */
  get problem() {
    return this.#problem;
  }

  /**
   * Shows a status event.
   *
   * @param {number} now
   * @param {number} clockLead how far the gateway's clock is ahead
   */
  show({ age, status, eta, stalled }, now, clockLead) {
    const { job } = status;
    const percentage = Math.min(Math.max(status.progress_percentage, 0), 100);
    this.#state = state(job.status);
    this.#receivedAt = now - age * 1_000;
    this.#end = Date.parse(eta ?? '') - clockLead;
    this.#completedAt = Date.parse(job.completed_at ?? '');
    this.element.dataset.state = this.#state.kind;
    this.#find('.sign').textContent = this.#state.sign;
    this.#find('.word').textContent = this.#state.word;
    this.#find('progress').value = percentage;
    this.#find('.percentage').textContent = percent(percentage);
    for (const count of ['total', 'processed', 'failed', 'skipped']) {
      this.#find(`.${count}`).textContent = job[`${count}_items`]?.toLocaleString() ?? '–';
    }
    this.#find('.error .text').textContent = job.error_message ?? '';
    this.#find('.error').hidden = !job.error_message;
    this.#find('.stalled').hidden = !stalled;
    this.#find('.raw pre').textContent = JSON.stringify(status, null, 2);
    this.#plot.add(this.#receivedAt, percentage);
    for (const part of ['.body', '.times', '.raw']) {
      this.#find(part).hidden = false;
    }
    this.tick(now);
  }

  /** Shows what is wrong, or with null that nothing is any more. */
  showProblem(problem) {
    this.#problem = problem;
    this.#find('.problem').hidden = problem === null;
    if (problem !== null) {
      const page = problemAddress(problem.code);
      this.#find('.problem .text').textContent = `${problem.title}.`;
      this.#find('.problem a').href = page ?? '';
      this.#find('.problem a').hidden = page === null;
      this.#find('.problem a').textContent = 'What this means';
    }
  }

  /** Lets time pass. */
  tick(now) {
    if (this.#state === null) {
      return;
    }
    const until = this.#state.finished ? this.#receivedAt : now;
    this.#find('.outlook').textContent = this.#outlook(now);
    this.#find('.age').textContent = `Status received ${span(now - this.#receivedAt)} ago`;
    this.#find('figure').hidden = !this.#plot.hasSpan(until);
    this.#plot.draw(until);
  }

  #outlook(now) {
    if (!this.#state.finished) {
      return outlook(this.#end, now);
    }
    return Number.isNaN(this.#completedAt)
      ? 'Finished'
      : `Finished at ${clock(this.#completedAt, now)}`;
  }

  #find(selector) {
    return this.element.querySelector(selector);
  }
}
