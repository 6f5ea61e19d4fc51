// Server-sent events over fetch, because an EventSource cannot carry the token; comes back by itself.
import { get, open } from './api.js';
import { clockIs } from './format.js';

const FIRST_WAIT = 1000;
const LONGEST_WAIT = 15000;
const SILENCE = 40000; // the gateway says something every 15 seconds

let overview;
const watchers = new Set();

/** What is known now; nothing before the first answer. */
export function current() {
  return overview;
}

export function watch(watcher) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function tell(next) {
  overview = next;
  clockIs(next.at);
  watchers.forEach(watcher => watcher(next));
}

/** Runs for ever; says how it stands: live, or connecting. */
export async function stay(state) {
  for (let wait = FIRST_WAIT; ; wait = Math.min(wait * 2, LONGEST_WAIT)) {
    try {
      tell(await get('overview'));
      await listen(() => {
        wait = FIRST_WAIT;
        state('live');
      });
    } catch {
      // said below, and tried again
    }
    state('connecting');
    await new Promise(resolve => setTimeout(resolve, wait));
  }
}

async function listen(heard) {
  const stop = new AbortController();
  let silence = setTimeout(() => stop.abort(), SILENCE);
  try {
    const reader = (await open('events', stop.signal)).pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      clearTimeout(silence);
      silence = setTimeout(() => stop.abort(), SILENCE);
      heard();
      const events = (text + value).split('\n\n');
      text = events.pop();
      for (const event of events) {
        const data = event.split('\n').find(row => row.startsWith('data: '));
        if (data) tell(joined(JSON.parse(data.slice(6))));
      }
    }
  } finally {
    clearTimeout(silence);
  }
}

/** An event brings the last moment only: it goes behind the moments that are here already. */
function joined(next) {
  const missed = next.traffic.last - overview.traffic.last;
  const known = new Map(overview.traffic.series.map(one => [`${one.direction} ${one.api}`, one]));
  const length = overview.traffic.series[0]?.requests.length ?? 120;
  for (const one of next.traffic.series) {
    const before = known.get(`${one.direction} ${one.api}`);
    for (const name of ['requests', 'alipayPlus', 'backend', 'gateway', 'p50Ms', 'p95Ms', 'p99Ms']) {
      const past = before?.[name] ?? Array(length).fill(0);
      one[name] = missed <= 0 ? past : [...past, ...Array(missed - 1).fill(0), one[name][0]].slice(-length);
    }
  }
  return next;
}
