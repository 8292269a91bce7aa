import { readIds } from './ids.js';

/** What can stand in an Authorization header (RFC 6750, section 2.1, and more kindly). */
const TOKEN = /^[\x21-\x7e]+$/;

/** Asks which jobs to watch. */
export class AskForm {
  #ids;
  #error;
  #project;
  #organization;
  #scope;
  #onAsk;

  /**
   * @param {function(string): HTMLElement} element finds one by its id
   * @param {function({ids: string[], subject: import('./address.js').Subject}): void} onAsk
   */
  constructor(element, onAsk) {
    this.#ids = element('ids');
    this.#error = element('ids-error');
    this.#project = element('project');
    this.#organization = element('organization');
    this.#scope = element('scope');
    this.#onAsk = onAsk;
    onSubmit(element('ask'), () => this.#submit());
  }

  /** Begins with what the page's address says, which may be nothing. */
  begin({ ids, project, organization }) {
    this.#ids.value = ids.replaceAll(',', ', ');
    this.#project.value = project;
    this.#organization.value = organization;
    this.#scope.open = project !== '' || organization !== '';
    if (ids !== '') {
      this.#submit();
    }
  }

  #submit() {
    const { ids, wrong } = readIds(this.#ids.value);
    complain(this.#ids, this.#error, wrong);
    if (wrong === '') {
      this.#onAsk({
        ids,
        subject: {
          project: this.#project.value.trim(),
          organization: this.#organization.value.trim(),
        },
      });
    }
  }
}

/** Asks who looks. */
export class SignInForm {
  #form;
  #token;
  #error;

  /**
   * @param {function(string): HTMLElement} element finds one by its id
   * @param {function(string): void} onToken
   */
  constructor(element, onToken) {
    this.#form = element('sign-in');
    this.#token = element('token');
    this.#error = element('token-error');
    onSubmit(this.#form, () => this.#submit(onToken));
  }

  /** @param {boolean} again whether a token was shown already, which is not valid */
  show(again) {
    this.#form.hidden = false;
    complain(this.#token, this.#error, again ? 'This token is not valid, or not any more.' : '');
    this.#token.focus();
  }

  hide() {
    this.#form.hidden = true;
  }

  #submit(onToken) {
    const token = this.#token.value.trim();
    const wrong = TOKEN.test(token) ? '' : 'This cannot be a token.';
    complain(this.#token, this.#error, wrong);
    if (wrong === '') {
      this.#token.value = '';
      onToken(token);
    }
  }
}

function onSubmit(form, action) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    action();
  });
}

/** Says what is wrong with a field, where an empty sentence means that nothing is. */
function complain(field, error, wrong) {
  error.textContent = wrong;
  error.hidden = wrong === '';
  field.setAttribute('aria-invalid', String(wrong !== ''));
  if (wrong !== '') {
    field.focus();
  }
}
