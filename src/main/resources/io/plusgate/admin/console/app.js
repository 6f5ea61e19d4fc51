// Which view is shown: the part of the address behind the number sign says so.
import { askForToken } from './api.js';
import { deliveries } from './deliveries.js';
import { grow } from './format.js';
import { alarms, config, keys } from './gateway.js';
import { stay, watch } from './live.js';
import { overview } from './overview.js';
import { found, payment, payments } from './payments.js';
import { say } from './dom.js';

const VIEWS = { overview, payments, payment, deliveries, alarms, keys, config, found };
const TABS = { payment: 'payments', found: 'payments' };

let leave = () => {};

function show(moved) {
  const [name, query] = location.hash.slice(1).split('?');
  if (name === 'view') return; // the skip link
  const shown = VIEWS[name] ? name : 'overview';
  const view = document.getElementById('view');
  leave();
  view.replaceChildren();
  leave = VIEWS[shown](view, new URLSearchParams(query ?? ''));
  for (const link of document.querySelectorAll('header nav a')) {
    if (link.hash === `#${TABS[shown] ?? shown}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${view.querySelector('h1')?.textContent || 'Overview'} – Plusgate console`;
  if (moved) {
    view.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

let urgent;

/** What needs a person is said once, when it comes and when it goes. */
function tellUrgent(now) {
  document.getElementById('role').textContent = now.role;
  const what = now.attention.filter(one => one.level === 'act').map(one => one.what);
  const told = what.join(' ');
  if (urgent !== undefined && told !== urgent) say(told || 'Nothing urgent any more');
  urgent = told;
}

document.getElementById('search').addEventListener('submit', event => {
  event.preventDefault();
  const id = new FormData(event.target).get('id').trim();
  if (id) location.hash = `#found?${new URLSearchParams({ id })}`;
});
document.getElementById('token').addEventListener('click', () => {
  askForToken('Sent with every call to this gateway, where listeners.admin.token is set.')
    .then(() => show(false), () => {});
});
addEventListener('hashchange', () => show(true));
setInterval(grow, 1000);
watch(tellUrgent);
stay(state => {
  const live = document.getElementById('live');
  live.dataset.state = state;
  live.textContent = state;
});
show(false);
