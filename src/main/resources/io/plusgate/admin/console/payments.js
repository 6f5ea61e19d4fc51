// Payments phase by phase, a page of the server's at a time, and the timeline of one.
import { h, replace, say, table } from './dom.js';
import { get } from './api.js';
import { age, clock, count, money, plural, until } from './format.js';
import { current, watch } from './live.js';
import { deliveryTable } from './deliveries.js';

const PAGE = 50;
const REFRESH = 3000;
const AT_RISK = ['unresolved', 'cancelling', 'open', 'sent'];
const PHASES = ['at risk', ...AT_RISK, 'succeeded', 'failed', 'cancelled'];

export function payments(view, parameters) {
  const wanted = parameters.get('phase') ?? 'at risk';
  const from = parameters.get('from');
  const after = parameters.get('after');
  const tabs = h('nav', { class: 'tabs', 'aria-label': 'Phases' });
  const list = h('div', { 'aria-busy': 'true' });
  view.append(h('h1', {}, 'Payments'), tabs, list);
  let shown = '';
  let asked = 0;
  const drawTabs = now => replace(tabs, PHASES.map(phase => h('a', {
    href: `#payments?phase=${encodeURIComponent(phase)}`, 'data-key': phase, 'aria-current': phase === wanted ? 'page' : undefined,
  }, `${phase} `, h('span', { class: 'quiet' }, count(howMany(now, phase))))));
  const load = async () => {
    asked = Date.now();
    const page = await pageOf(wanted, from, after);
    const told = JSON.stringify(page);
    if (told !== shown) {
      shown = told;
      list.removeAttribute('aria-busy');
      replace(list, drawn(page, wanted, Boolean(after || from)));
    }
  };
  if (current()) drawTabs(current());
  load().catch(refused => replace(list, h('p', { class: 'wrong', role: 'alert' }, refused.message)));
  return watch(now => {
    drawTabs(now);
    // A page further on stays as it is while somebody reads it.
    if (!after && !from && Date.now() - asked > REFRESH) load().catch(() => {});
  });
}

function howMany(now, phase) {
  return now.payments.filter(one => phase === 'at risk' ? AT_RISK.includes(one.phase) : one.phase === phase)
    .reduce((sum, one) => sum + one.count, 0);
}

/** What is at risk is read phase by phase, the worst first, until the page is full. */
async function pageOf(wanted, from, after) {
  const phases = wanted === 'at risk' ? AT_RISK.slice(Math.max(0, AT_RISK.indexOf(from))) : [wanted];
  const rows = [];
  for (const [at, phase] of phases.entries()) {
    let cursor = at === 0 ? after : undefined;
    do {
      const page = await get('payments', { phase, limit: PAGE - rows.length, after: cursor });
      rows.push(...page.payments);
      cursor = page.next;
    } while (cursor && rows.length < PAGE);
    if (rows.length >= PAGE) {
      const next = cursor ? { from: phase, after: cursor } : phases[at + 1] && { from: phases[at + 1] };
      return { rows, next };
    }
  }
  return { rows };
}

function drawn(page, wanted, further) {
  return [
    page.rows.length === 0
      ? h('p', { class: 'empty' }, wanted === 'at risk' ? 'No payment is without a result.' : `No payment is ${wanted}.`)
      : table('Payments, the oldest first', [
        ['paymentRequestId', one => link(one)],
        ['phase', one => phaseTag(one)],
        ['amount', one => one.amount ? money(one.amount.value, one.amount.currency) : '–', 'number'],
        ['in it for', one => age(one.since), 'number'],
        ['asked', one => plural(one.attempts, 'time'), 'number'],
        ['next', one => one.nextStep ? [`${one.nextStep} `, until(one.nextInquiryAt)] : '–'],
      ], page.rows),
    h('p', { class: 'pages' },
      further && h('a', { href: `#payments?phase=${encodeURIComponent(wanted)}`, 'data-key': 'first' }, 'First page'),
      page.next && h('a', {
        href: `#payments?${new URLSearchParams({ phase: wanted, ...page.next })}`, 'data-key': 'next',
      }, `Next ${PAGE}`)),
  ];
}

function link(one) {
  const query = new URLSearchParams({ id: one.paymentRequestId, clientId: one.clientId });
  return h('a', { class: 'id', href: `#payment?${query}`, 'data-key': `${one.clientId} ${one.paymentRequestId}` }, one.paymentRequestId);
}

function phaseTag(one) {
  return [h('span', { class: `tag phase ${one.phase}` }, one.phase),
    one.contradiction && h('span', { class: 'tag act' }, 'contradicted')];
}

/** One payment and all that has happened to it; it follows while it is looked at. */
export function payment(view, parameters) {
  const id = parameters.get('id') ?? '';
  const clientId = parameters.get('clientId');
  const body = h('div', { 'aria-busy': 'true' });
  view.append(h('h1', { class: 'id' }, id), body);
  let shown = '';
  let asked = 0;
  const load = async () => {
    asked = Date.now();
    const one = await get(`payments/${encodeURIComponent(id)}`, { clientId });
    const told = JSON.stringify(one);
    if (told !== shown) {
      if (shown) say(`${id} is ${one.phase}`);
      shown = told;
      body.removeAttribute('aria-busy');
      replace(body, facts(one), timeline(one));
    }
  };
  load().catch(refused => replace(body, h('p', { class: 'wrong', role: 'alert' }, refused.message)));
  return watch(() => {
    if (Date.now() - asked > REFRESH) load().catch(() => {});
  });
}

function facts(one) {
  const rows = [
    ['phase', [phaseTag(one), ' for ', age(one.since), ` by ${one.source}`]],
    ['amount', one.amount ? money(one.amount.value, one.amount.currency) : 'could not be read'],
    ['client', one.clientId],
    ['product', one.product],
    ['written down', clock(one.openedAt)],
    ['asked or cancelled', plural(one.attempts, 'time')],
    ['next', one.nextStep ? [`${one.nextStep} `, until(one.nextInquiryAt)] : 'nothing is left to do'],
    one.cancelAsked && ['cancel', 'was asked for: it can only end as cancelled'],
    one.contradiction && ['contradiction', `${one.contradiction}. Nothing of it was applied; see Alarms for what to do.`],
  ].filter(Boolean);
  return h('dl', { class: 'facts' }, rows.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}

function timeline(one) {
  return [h('h2', {}, 'Timeline'), h('ol', { class: 'timeline' }, one.events.map(event => h('li', { class: event.phase },
    h('p', {}, clock(event.at)), h('p', {}, h('strong', {}, event.what), ' ', h('span', { class: 'quiet' }, `by ${event.source}`)),
    h('p', {}, h('span', { class: `tag phase ${event.phase}` }, event.phase)))))];
}

/** Everything that has this id. */
export function found(view, parameters) {
  const id = parameters.get('id') ?? '';
  const body = h('div', { 'aria-busy': 'true' });
  view.append(h('h1', {}, 'Found ', h('span', { class: 'id' }, id)), body);
  const load = async () => {
    const answer = await get('search', { id });
    body.removeAttribute('aria-busy');
    replace(body,
      answer.payments.map(one => [h('h2', {}, 'Payment ', link(one)), facts(one), timeline(one)]),
      answer.deliveries.length > 0 && [h('h2', {}, 'Deliveries that are not done'), deliveryTable(answer.deliveries, load)],
      answer.payments.length + answer.deliveries.length === 0 && h('p', { class: 'empty' },
        'Nothing here is called so. Payments are found by paymentRequestId, deliveries that are not done by Webhook-Id.'),
      !answer.lookedAtAllDeliveries && h('p', { class: 'quiet' }, 'Only the newest 1,000 deliveries of each state were looked at.'));
  };
  load().catch(refused => replace(body, h('p', { class: 'wrong', role: 'alert' }, refused.message)));
  return () => {};
}
