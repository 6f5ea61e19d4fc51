// What an operator sees first: is money at risk, whose fault is it, what is there to do.
import { h, replace, table } from './dom.js';
import { age, count, milliseconds, money, percent, plural } from './format.js';
import { bars, line } from './charts.js';
import { current, watch } from './live.js';

const WHOSE = { 'alipay-plus': 'Alipay+', backend: 'your backend', gateway: 'this gateway', you: 'yours' };
const AT_RISK = ['unresolved', 'cancelling', 'open', 'sent'];

export function overview(view) {
  const verdict = h('section', { 'aria-labelledby': 'verdict' });
  const attention = h('section', { 'aria-label': 'What to do' });
  const standing = h('section', { class: 'pair' });
  const traffic = h('section', { 'aria-labelledby': 'traffic' });
  view.append(verdict, attention, standing, traffic);
  const draw = now => {
    replace(verdict, verdictOf(now));
    replace(attention, now.attention.map(item));
    replace(standing, payments(now), deliveries(now));
    replace(traffic, trafficOf(now));
  };
  if (current()) draw(current());
  return watch(draw);
}

function verdictOf(now) {
  const open = now.payments.filter(one => AT_RISK.includes(one.phase) && one.count > 0);
  const total = open.reduce((sum, one) => sum + one.count, 0);
  const urgent = now.attention.some(one => one.level === 'act');
  const level = !now.storeAnswers || urgent ? 'act' : now.attention.length ? 'look' : 'fine';
  const sums = sumsOf(now.amountsAtRisk);
  return h('div', { class: `verdict ${level}` },
    h('h1', { id: 'verdict' },
      !now.storeAnswers ? 'The store does not answer'
        : total === 0 ? 'No money is at risk'
          : `${sums.join(' + ') || 'An unknown amount'} without a final result`),
    h('p', {},
      !now.storeAnswers ? 'What stands below may be old. Nothing is acknowledged that is not on disk.'
        : total === 0 ? 'Every payment has a verified result.'
          : `${plural(total, 'payment')}: ${open.map(one => `${count(one.count)} ${one.phase}`).join(', ')}. Unknown is not failed.`,
      ' ',
      level === 'fine' ? 'Nothing needs a person.' : `${plural(now.attention.length, 'thing')} to look at.`));
}

function sumsOf(amounts) {
  const sums = new Map();
  for (const one of amounts) sums.set(one.currency, (sums.get(one.currency) ?? 0n) + BigInt(one.value));
  return [...sums].filter(([, value]) => value !== 0n).map(([currency, value]) => money(String(value), currency));
}

function item(one) {
  return h('article', { class: `item ${one.level}` },
    h('p', { class: 'tags' },
      h('span', { class: `tag ${one.level}` }, one.level === 'act' ? 'act now' : 'look'),
      h('span', { class: 'tag' }, WHOSE[one.whose] ?? one.whose)),
    h('div', {}, h('h2', {}, one.what), h('p', {}, one.toDo)),
    one.view !== 'overview' && h('p', {},
      h('a', { href: `#${one.view}`, 'data-key': one.what, 'aria-label': `Show: ${one.what}` }, 'Show')));
}

function payments(now) {
  const rows = now.payments.filter(one => AT_RISK.includes(one.phase)).reverse();
  const sums = phase => sumsOf(now.amountsAtRisk.filter(one => one.phase === phase)).join(', ') || '–';
  return h('div', {}, h('h2', {}, 'Payments without a result'),
    table('Payments without a result', [
      ['phase', one => h('a', { href: `#payments?phase=${one.phase}`, 'data-key': one.phase }, one.phase)],
      ['payments', one => count(one.count), 'number'],
      ['at risk', one => sums(one.phase), 'number'],
      ['oldest', one => age(one.oldest), 'number'],
    ], rows, true));
}

function deliveries(now) {
  const names = { backend: 'to your backend', 'alipay-plus': 'to Alipay+' };
  const rows = now.deliveries.filter(one => one.state !== 'done' && (one.recipient === 'backend' || one.count > 0 || now.role === 'MPP'));
  return h('div', {}, h('h2', {}, 'Deliveries'),
    table('Deliveries that are not done', [
      ['state', one => h('a', {
        href: `#deliveries?state=${one.state}&recipient=${one.recipient}`, 'data-key': `${one.state} ${one.recipient}`,
      }, `${one.state} ${names[one.recipient]}`)],
      ['deliveries', one => count(one.count), 'number'],
      ['oldest', one => age(one.oldest), 'number'],
    ], rows, true));
}

function trafficOf(now) {
  const { everySeconds, series } = now.traffic;
  const minutes = Math.round((series[0]?.requests.length ?? 120) * everySeconds / 60);
  return [
    h('h2', { id: 'traffic' }, `The last ${minutes} minutes`),
    series.length === 0
      ? h('p', { class: 'quiet' }, 'No exchange since this gateway started.')
      : table('Exchanges by API', [
        ['API', one => [h('strong', {}, one.api), ' ', h('span', { class: 'quiet' }, one.direction)]],
        ['per second', one => (sum(one.requests.slice(-12)) / (12 * everySeconds)).toFixed(2), 'number'],
        ['failed', one => failed(one), 'number'],
        ['p50', one => milliseconds(last(one.p50Ms)), 'number'],
        ['p95', one => milliseconds(last(one.p95Ms)), 'number'],
        ['p99', one => milliseconds(last(one.p99Ms)), 'number'],
        ['exchanges, failed', one => [
          bars(`${sum(one.requests)} exchanges of ${one.api}, ${sum(bad(one))} of them failed`, one.requests, bad(one)),
          h('span', { class: 'quiet' }, `${sum(one.requests)}, at most ${Math.max(...one.requests)} in ${everySeconds} s`)]],
        ['p95 over time', one => [
          line(`p95 of ${one.api}: ${milliseconds(last(one.p95Ms))}`, one.p95Ms),
          h('span', { class: 'quiet' }, `at most ${milliseconds(Math.max(...one.p95Ms))}`)]],
      ], series),
    h('p', { class: 'quiet' }, now.notes.join(' · '), now.notes.length ? ' · ' : '', 'running for ', age(now.startedAt),
      ` · version ${now.version}. Rates are of the last minute, percentiles of the last five seconds that had any.`),
  ];
}

function failed(one) {
  const share = percent(sum(bad(one)), sum(one.requests));
  const parts = [['Alipay+', one.alipayPlus], ['backend', one.backend], ['gateway', one.gateway]]
    .filter(([, numbers]) => sum(numbers) > 0).map(([who, numbers]) => `${who} ${sum(numbers)}`);
  return parts.length ? [h('strong', { class: 'wrong' }, share), ' ', h('span', { class: 'quiet' }, parts.join(', '))] : share;
}

function bad(one) {
  return one.alipayPlus.map((number, at) => number + one.backend[at] + one.gateway[at]);
}

function sum(numbers) {
  return numbers.reduce((all, number) => all + number, 0);
}

function last(numbers) {
  return numbers.findLast(number => number > 0) ?? 0;
}
