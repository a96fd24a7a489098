/**
 * A new element with properties and children. Children are nodes and texts, so that nothing that is shown becomes markup.
 *
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} [properties]
 * @param {(Node | string)[]} children
 */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/**
 * A new element of a drawing.
 *
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | number>} [attributes]
 * @param {(Node | string)[]} children
 */
export function drawn(tag, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
}

/**
 * An element of the page.
 *
 * @template {Element} Kind
 * @param {string} selector
 * @param {new () => Kind} kind
 * @returns {Kind}
 */
export function find(selector, kind) {
  const found = document.querySelector(selector);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${selector}`);
}

/**
 * Which details of a list are open, by their ids: what a person has opened stays open when the list is made anew.
 *
 * @param {Element} list
 */
export const openIn = (list) => new Set([...list.querySelectorAll('details[open]')].map((each) => each.id));

/**
 * Says something in a line of its own, or clears it.
 *
 * @param {string} selector
 * @param {string} text
 * @param {'good' | 'bad' | ''} [mood]
 */
export function say(selector, text, mood = '') {
  const line = find(selector, HTMLElement);
  if (line.textContent !== text) line.textContent = text;
  line.className = `note ${mood}`.trim();
}
