import { pageAddress, streamAddress, subjectOf } from './address.js';
import { Announcer } from './announcer.js';
import { AskForm, SignInForm } from './forms.js';
import { Jobs } from './jobs.js';
import { Overview } from './overview.js';
import { follow } from './stream.js';

const element = (id) => document.getElementById(id);

/** Known to this page alone, and only until it is closed. */
let token = null;
let watched = { ids: [], subject: {} };
let running = new AbortController();

const announcer = new Announcer(element('announcer'), () => `${jobs.summary}.`);
const jobs = new Jobs(element('jobs'), element('job'), announcer);
const overview = new Overview(element, jobs, announcer);
const signIn = new SignInForm(element, (given) => {
  token = given;
  jobs.forget();
  watch();
});
const ask = new AskForm(element, (asked) => {
  watched = asked;
  history.replaceState(null, '', pageAddress(watched.ids, watched.subject));
  watch();
});

/** Lets the page show what is asked for, from the beginning. */
function watch() {
  running.abort();
  running = new AbortController();
  signIn.hide();
  jobs.set(watched.ids, watched.subject);
  overview.connecting();
  let clockLead = 0;
  follow(streamAddress(watched.ids, watched.subject), token, running.signal, {
    live(lead) {
      clockLead = lead;
      overview.live();
    },
    event(type, data) {
      jobs.event(type, data, clockLead);
      overview.update();
    },
    lost: (wait, problem) => overview.lost(wait, problem),
    ended: () => overview.ended(),
    refused(status, problem) {
      overview.refused(status, problem);
      if (status === 401) {
        signIn.show(token !== null);
      }
    },
  });
}

setInterval(() => {
  jobs.tick();
  overview.tick();
}, 1_000);

ask.begin(subjectOf(location.search));
