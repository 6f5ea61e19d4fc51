// The admin API. The token lives in this variable and nowhere else: a reload forgets it.
import { ask, h } from './dom.js';

const ROOT = '../api/v1/';
let token = '';
let asking;
let declined = false;

/** A refusal of the gateway, in its own words. */
export class Refused extends Error {
  constructor(problem, status) {
    super(problem.detail ?? problem.title ?? `HTTP ${status}`);
    this.code = problem.code ?? '';
    this.status = status;
  }
}

export async function get(path, parameters = {}) {
  const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value)).toString();
  return json(await send(path + (query ? `?${query}` : '')));
}

export async function post(path, body) {
  return json(await send(path, { method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } }));
}

/** The answer's stream, for events. */
export async function open(path, signal) {
  return (await good(await send(path, { signal }))).body;
}

async function send(path, options = {}) {
  const headers = { ...options.headers };
  if (token) headers.Authorization = `Bearer ${token}`;
  const answer = await fetch(ROOT + path, { ...options, headers, cache: 'no-store' });
  if (answer.status !== 401 || declined) return answer;
  await askForToken(token ? 'That was not the token of this gateway’s admin listener.'
    : 'The gateway wants the token of its admin listener (listeners.admin.token).');
  return send(path, options);
}

async function json(answer) {
  return (await good(answer)).json();
}

async function good(answer) {
  if (answer.ok) return answer;
  throw new Refused(await answer.json().catch(() => ({})), answer.status);
}

/** One question at a time, however many calls wait for its answer; a no stays a no until the button is used. */
export function askForToken(why) {
  asking ??= new Promise((resolve, reject) => {
    const dialog = ask('Token', [
      h('p', {}, why),
      h('p', {}, h('label', { for: 'secret' }, 'Token'),
        h('input', { id: 'secret', name: 'secret', type: 'password', autocomplete: 'off', required: true })),
      h('p', { class: 'quiet' }, 'It is kept in this page only, until it is closed or loaded again.'),
    ], 'Use it', form => {
      token = form.get('secret').trim();
      resolve();
    });
    dialog.addEventListener('close', () => reject(new Refused({ detail: 'A token is needed; see the button Token.' }, 401)));
  });
  asking.then(() => {
    declined = false;
  }, () => {
    declined = true;
  }).finally(() => {
    asking = undefined;
  });
  return asking;
}
