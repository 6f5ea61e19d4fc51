// The gateway itself: its alarms, keys and configuration.
import { h, replace, table } from './dom.js';
import { get } from './api.js';
import { age, clock, plural } from './format.js';
import { current, watch } from './live.js';

export function alarms(view) {
  const body = h('div', { 'aria-busy': 'true' });
  view.append(h('h1', {}, 'Alarms'), body);
  let known = -1;
  const load = async () => draw(body, await get('alarms'));
  const follow = now => {
    if (now.alarms !== known) {
      known = now.alarms;
      load().catch(refused => wrong(body, refused));
    }
  };
  if (current()) follow(current());
  return watch(follow);
}

function draw(body, answer) {
  body.removeAttribute('aria-busy');
  replace(body,
    answer.alarms.length === 0
      ? h('p', { class: 'empty' }, 'No alarm since this gateway started.')
      : table('Alarms, the newest first', [
        ['when', one => age(one.at), 'number'],
        ['alarm', one => h('span', { class: `tag ${one.contradiction ? 'act' : 'look'}` }, one.kind)],
        ['payment', one => h('a', {
          class: 'id', href: `#payment?${new URLSearchParams({ id: one.paymentRequestId, clientId: one.clientId })}`, 'data-key': `${one.number}`,
        }, one.paymentRequestId)],
        ['what to do', one => one.whatToDo],
      ], answer.alarms),
    h('p', { class: 'quiet' }, `${plural(answer.raised, 'alarm')} since `, clock(answer.since),
      `, when this gateway started; the last ${answer.kept} are kept here, the log has them all.`));
}

export function keys(view) {
  const body = h('div', { 'aria-busy': 'true' });
  view.append(h('h1', {}, 'Keys and certificates'), body);
  const uses = { sign: 'ours: we sign', verify: 'Alipay+’s: we verify', certificate: 'certificate of listener' };
  get('keys').then(answer => {
    body.removeAttribute('aria-busy');
    replace(body, table('Keys and certificates in use', [
      ['use', one => uses[one.use] ?? one.use],
      ['of', one => h('span', { class: 'id' }, one.owner)],
      ['keyVersion', one => one.keyVersion ?? '–'],
      ['state', one => one.state ?? '–'],
      ['last used', one => lastUsed(one)],
      ['bits', one => one.bits ?? '–', 'number'],
      ['days left', one => left(one), 'number'],
      ['SHA-256', one => h('code', { class: 'id' }, one.fingerprint)],
      ['file', one => h('span', { class: 'id' }, one.file)],
    ], answer.keys),
    h('p', { class: 'quiet' }, 'Fingerprints are of the public half; compare yours with the one that Developer Center has. '
      + 'Keys without a certificate do not end by themselves.'));
  }).catch(refused => wrong(body, refused));
  return () => {};
}

function lastUsed(one) {
  if (one.lastUsed === undefined) return '–';
  const times = Object.entries(one.lastUsed);
  return times.length === 0 ? 'not yet' : times.map(([direction, at]) => h('div', {}, `${direction} `, clock(at)));
}

function left(one) {
  if (one.daysLeft === undefined) return 'no end';
  const level = one.daysLeft < 7 ? 'act' : one.daysLeft < 30 ? 'look' : '';
  return h('span', { class: `tag ${level}`, title: one.notAfter }, `${one.daysLeft}`);
}

export function config(view) {
  const body = h('div', { 'aria-busy': 'true' });
  view.append(h('h1', {}, 'Configuration in force'), body);
  get('config').then(answer => {
    body.removeAttribute('aria-busy');
    replace(body,
      h('p', { class: 'quiet' }, 'With defaults; of secrets and keys only the file is named. ',
        h('code', {}, 'plusgate config explain KEY'), ' says what a key does.'),
      Object.entries(answer).map(([section, value]) => h('section', { 'aria-label': section },
        h('h2', {}, section),
        h('dl', { class: 'facts wide' }, leaves(section, value).map(([key, text]) => h('div', {}, h('dt', {}, key), h('dd', { class: 'id' }, text)))))));
  }).catch(refused => wrong(body, refused));
  return () => {};
}

function leaves(path, value) {
  if (Array.isArray(value)) {
    return value.some(one => typeof one === 'object')
      ? value.flatMap((one, at) => leaves(`${path}[${at}]`, one))
      : [[path, value.join(', ') || 'none']];
  }
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value);
    return members.length ? members.flatMap(([name, one]) => leaves(`${path}.${name}`, one)) : [[path, 'as documented']];
  }
  return [[path, String(value)]];
}

function wrong(body, refused) {
  replace(body, h('p', { class: 'wrong', role: 'alert' }, refused.message));
}
