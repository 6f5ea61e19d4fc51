// Elements are built, never written: whatever comes from outside only ever becomes text.

const SVG = 'http://www.w3.org/2000/svg';

/** An element with attributes (a function is a listener) and children (text, elements, lists). */
export function h(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (value === true) {
      element.setAttribute(name, '');
    } else if (value !== false && value !== undefined && value !== null) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.flat(Infinity).filter(child => child !== undefined && child !== null && child !== false));
  return element;
}

/** Puts other children in; the focus stays on what has the same data-key. */
export function replace(parent, ...children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (key !== undefined) {
    const same = [...parent.querySelectorAll('[data-key]')].find(one => one.dataset.key === key);
    same?.focus({ preventScroll: true });
  }
}

/** A table that is a list of cards on a phone unless it is small; a column is [head, cell, class]. */
export function table(caption, columns, rows, small = false) {
  return h('table', { class: small ? 'small' : 'cards' },
    h('caption', { class: 'hidden' }, caption),
    h('thead', {}, h('tr', {}, columns.map(([head, , kind]) => h('th', { scope: 'col', class: kind }, head)))),
    h('tbody', {}, rows.map(row => h('tr', {},
      columns.map(([head, cell, kind]) => h('td', { 'data-label': head, class: kind }, h('div', {}, cell(row))))))));
}

/** Says something to whoever cannot see the page. */
export function say(text) {
  document.getElementById('said').textContent = text;
}

/** A question in front of everything; `submit` gets the answer and may refuse it with an Error. */
export function ask(title, content, action, submit) {
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const go = h('button', { class: 'go' }, action);
  const close = () => dialog.close();
  const dialog = h('dialog', { 'aria-labelledby': 'question', close: () => dialog.remove() },
    h('form', {
      submit: async event => {
        event.preventDefault();
        go.disabled = true;
        wrong.textContent = '';
        try {
          await submit(new FormData(event.target));
          close();
        } catch (refused) {
          wrong.textContent = refused.message;
        } finally {
          go.disabled = false;
        }
      },
    },
    h('h2', { id: 'question' }, title), content, wrong,
    h('p', { class: 'actions' }, h('button', { type: 'button', class: 'plain', click: close }, 'Cancel'), go)));
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
