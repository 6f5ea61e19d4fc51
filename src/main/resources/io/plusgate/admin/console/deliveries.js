// What waits, what is parked, and sending it again.
import { ask, h, replace, say, table } from './dom.js';
import { get, post } from './api.js';
import { age, count, until } from './format.js';
import { current, watch } from './live.js';

const PAGE = 50;
const REFRESH = 3000;
const WHOM = { backend: 'your backend', 'alipay-plus': 'Alipay+' };

export function deliveries(view, parameters) {
  const state = parameters.get('state') ?? 'parked';
  const recipient = parameters.get('recipient') ?? 'backend';
  const after = parameters.get('after');
  const tabs = h('nav', { class: 'tabs', 'aria-label': 'States' });
  const list = h('div', { 'aria-busy': 'true' });
  view.append(h('h1', {}, 'Deliveries'), tabs, list);
  let shown = '';
  let asked = 0;
  const drawTabs = now => replace(tabs, now.deliveries.filter(one => one.recipient === 'backend' || now.role === 'MPP').map(one => h('a', {
    href: `#deliveries?state=${one.state}&recipient=${one.recipient}`, 'data-key': `${one.state} ${one.recipient}`,
    'aria-current': one.state === state && one.recipient === recipient ? 'page' : undefined,
  }, `${one.state} → ${WHOM[one.recipient]} `, h('span', { class: 'quiet' }, count(one.count)))));
  const load = async () => {
    asked = Date.now();
    const page = await get('deliveries', { state, recipient: recipient.replace('-', '_'), limit: PAGE, after });
    const told = JSON.stringify(page);
    if (told !== shown) {
      shown = told;
      list.removeAttribute('aria-busy');
      replace(list,
        page.deliveries.length === 0 ? h('p', { class: 'empty' }, `No delivery is ${state}.`) : deliveryTable(page.deliveries, load),
        h('p', { class: 'pages' },
          after && h('a', { href: `#deliveries?state=${state}&recipient=${recipient}`, 'data-key': 'first' }, 'First page'),
          page.next && h('a', { href: `#deliveries?state=${state}&recipient=${recipient}&after=${page.next}`, 'data-key': 'next' }, `Next ${PAGE}`)),
        state === 'parked' && page.deliveries.length > 1 && h('p', { class: 'quiet' }, 'Many at once, at a rate of your choice: ',
          h('code', {}, 'plusgate replay --since 3d --state parked --rate 20 --why …')));
    }
  };
  if (current()) drawTabs(current());
  load().catch(refused => replace(list, h('p', { class: 'wrong', role: 'alert' }, refused.message)));
  return watch(now => {
    drawTabs(now);
    if (!after && Date.now() - asked > REFRESH) load().catch(() => {});
  });
}

export function deliveryTable(rows, changed) {
  return table('Deliveries, the oldest first', [
    ['Webhook-Id', one => h('span', { class: 'id' }, one.webhookId)],
    ['event', one => one.event],
    ['payment', one => one.paymentRequestId
      ? h('a', { class: 'id', href: `#payment?${new URLSearchParams({ id: one.paymentRequestId, clientId: one.clientId })}`, 'data-key': `payment ${one.webhookId}` },
        one.paymentRequestId) : '–'],
    ['queued', one => age(one.queuedAt), 'number'],
    ['attempts', one => count(one.attempts), 'number'],
    ['said last', one => one.note || 'not tried yet'],
    ['', one => one.state === 'waiting' ? ['next ', until(one.nextAt)]
      : h('button', { type: 'button', 'data-key': `replay ${one.webhookId}`, 'aria-label': `Replay ${one.webhookId}`, click: () => replay(one, changed) }, 'Replay…')],
  ], rows);
}

function replay(one, changed) {
  ask('Send it again?', [
    h('p', {}, `${one.event} of `, h('span', { class: 'id' }, one.paymentRequestId ?? one.webhookId),
      ` goes to ${WHOM[one.recipient]} under the same Webhook-Id. One that remembers ids takes it once.`),
    h('p', {}, h('label', { for: 'why' }, 'Why'),
      h('input', { id: 'why', name: 'why', required: true, maxlength: 200, autocomplete: 'off', placeholder: 'for instance a ticket' })),
    h('p', {}, h('label', { for: 'by' }, 'Who'),
      h('input', { id: 'by', name: 'by', required: true, maxlength: 80, autocomplete: 'name' })),
    h('p', { class: 'quiet' }, 'Both stand in the log and in the payment’s timeline.'),
  ], 'Send again', async form => {
    const answer = await post('replay', { id: one.webhookId, by: `console: ${form.get('by').trim()}`, why: form.get('why').trim() });
    say(answer.answer === 'queued' ? `Delivery ${one.webhookId} is queued again` : `Delivery ${one.webhookId} was waiting already`);
    changed().catch(() => {});
  });
}
