// Small charts as inline SVG: one look, no axis to read. Each says in words what it shows.
import { svg } from './dom.js';

const WIDTH = 240;
const HEIGHT = 36;

/** One bar a moment, what went wrong at its foot. */
export function bars(label, all, bad) {
  const most = Math.max(1, ...all);
  const step = WIDTH / all.length;
  const good = path(all, step, value => value / most);
  const wrong = path(bad, step, value => value / most);
  return chart(label,
    svg('path', { class: 'all', d: good }),
    svg('path', { class: 'bad', d: wrong }));
}

function path(values, step, height) {
  return values.map((value, at) => value === 0 ? ''
    : `M${(at * step).toFixed(1)} ${HEIGHT}v${(-Math.max(1.5, height(value) * (HEIGHT - 2))).toFixed(1)}`
      + `h${(step * 0.8).toFixed(1)}V${HEIGHT}z`).join('');
}

/** A line through the moments that have a value. */
export function line(label, values) {
  const most = Math.max(1, ...values);
  const step = WIDTH / values.length;
  const points = values
    .map((value, at) => value ? `${((at + 0.5) * step).toFixed(1)},${(HEIGHT - 2 - value / most * (HEIGHT - 6)).toFixed(1)}` : '')
    .filter(Boolean);
  return chart(label, svg('polyline', { class: 'line', points: points.join(' ') }),
    points.length === 1 && svg('circle', { class: 'dot', r: 2, cx: points[0].split(',')[0], cy: points[0].split(',')[1] }));
}

function chart(label, ...content) {
  return svg('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': label },
    ...content);
}
