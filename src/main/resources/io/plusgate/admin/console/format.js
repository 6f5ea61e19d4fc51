// Times, ages, money and numbers, as an operator reads them.
import { h } from './dom.js';

let ahead = 0; // the gateway's clock minus the browser's, in ms

/** Ages are told by the gateway's clock, not by the browser's. */
export function clockIs(at) {
  ahead = Date.parse(at) - Date.now();
}

export function duration(ms) {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 120) return `${s} s`;
  if (s < 7200) return `${Math.floor(s / 60)} min`;
  if (s < 172800) return `${Math.floor(s / 3600)} h ${Math.floor((s % 3600) / 60)} min`;
  return `${Math.floor(s / 86400)} d`;
}

function sinceText(at) {
  return duration(Date.now() + ahead - Date.parse(at));
}

/** How long ago; it grows while it is looked at. */
export function age(at) {
  return at ? h('time', { datetime: at, title: at, 'data-age': at }, sinceText(at)) : '–';
}

/** In how long; now when the time has come. */
export function until(at) {
  const left = Date.parse(at) - Date.now() - ahead;
  return h('time', { datetime: at, title: at }, left > 0 ? `in ${duration(left)}` : 'now');
}

export function clock(at) {
  return h('time', { datetime: at }, at.slice(0, 10), ' ', at.slice(11, 23).replace('Z', ''), ' UTC');
}

export function grow() {
  for (const element of document.querySelectorAll('[data-age]')) {
    const text = sinceText(element.dataset.age);
    if (element.textContent !== text) element.textContent = text;
  }
}

/** Smallest units of a currency, as people write them; exact however many digits there are. */
export function money(value, currency) {
  const digits = fraction(currency);
  const minus = value.startsWith('-') ? '−' : '';
  const text = value.replace('-', '').padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${minus}${whole}${digits ? '.' + text.slice(-digits) : ''}`;
}

function fraction(currency) {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;
  } catch {
    return 0;
  }
}

export function count(number) {
  return number.toLocaleString('en');
}

export function plural(number, noun) {
  const many = noun.endsWith('ry') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count(number)} ${number === 1 ? noun : many}`;
}

export function milliseconds(ms) {
  if (!ms) return '–';
  return ms < 10 ? `${ms.toFixed(1)} ms` : ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

export function percent(part, whole) {
  if (!whole) return '–';
  const share = 100 * part / whole;
  return share === 0 ? '0 %' : share < 1 ? '< 1 %' : `${Math.round(share)} %`;
}
