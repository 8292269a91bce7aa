import { statusAddress } from './address.js';
import { Card } from './card.js';

/** All jobs on the page. */
export class Jobs {
  /** @type {Map<string, Card>} */
  #cards = new Map();
  #subject = '';
  #list;
  #template;
  #announcer;

  /**
   * @param {HTMLElement} list holds the cards
   * @param {HTMLTemplateElement} template of a card
   * @param {Announcer} announcer hears of every job whose state changes
   */
  constructor(list, template, announcer) {
    this.#list = list;
    this.#template = template;
    this.#announcer = announcer;
  }

  /** Shows these and no others; what is known of those that stay is kept if it is still true. */
  set(ids, subject) {
    if (this.#subject !== JSON.stringify(subject)) {
      this.forget();
    }
    this.#subject = JSON.stringify(subject);
    this.#cards = new Map(ids.map((id) => [id,
      this.#cards.get(id) ?? new Card(this.#template, id, statusAddress(id, subject))]));
    // A stream that begins tells of what is wrong, but not of what is not.
    this.#cards.forEach((card) => card.showProblem(null));
    this.#list.replaceChildren(...[...this.#cards.values()].map((card) => card.element));
  }

  /** Keeps nothing of what is known, since it is told to another, or in another project. */
  forget() {
    this.#cards = new Map();
  }

  /** Takes a stream's event. */
  event(type, data, clockLead) {
    const card = this.#cards.get(data.id);
    if (type === 'status') {
      const before = card.state?.kind;
      card.show(data, Date.now(), clockLead);
      if (before !== card.state.kind) {
        this.#announcer.say(`${data.id}: ${card.state.word}.`);
      }
    } else if (type === 'problem') {
      card.showProblem(data.problem);
    }
  }

  /** Lets time pass. */
  tick() {
    this.#cards.forEach((card) => card.tick(Date.now()));
  }

  /** How many there are. */
  get count() {
    return this.#cards.size;
  }

  /** How many of them are finished. */
  get finished() {
    return [...this.#cards.values()].filter((card) => card.state?.finished).length;
  }

  /** All in one sentence. */
  get summary() {
    const states = Map.groupBy(this.#cards.values(), (card) => card.state?.word ?? 'Waiting');
    const parts = [...states].map(([word, cards]) => `${cards.length} ${word.toLowerCase()}`);
    return `${this.count} ${this.count === 1 ? 'job' : 'jobs'}: ${parts.join(', ')}`;
  }

  /** Whether LlamaCloud is failing right now, in a sentence; empty if it is not. */
  get failing() {
    const failing = [...this.#cards.values()].filter(({ problem }) => isFailure(problem)).length;
    const some = failing === this.count ? '' : `, for ${failing} of ${this.count} jobs`;
    return failing === 0
      ? ''
      : `LlamaCloud is failing right now${some}. What is shown is the last that is known.`;
  }
}

/** Whether it is LlamaCloud that fails, and not the question. */
function isFailure(problem) {
  return problem !== null && problem.code.startsWith('upstream-')
    && problem.code !== 'upstream-rejected-request';
}
