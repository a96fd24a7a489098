import { onTestFinished, vi } from 'vitest';

/** An element that takes whatever a page does to it, and tells what it says. */
class FakeElement {
  textContent = '';
  value = '';
  hidden = false;
  onclick: (() => unknown) | null = null;
  readonly children: unknown[] = [];
  append(...children: unknown[]): void {
    this.children.push(...children);
  }
  replaceChildren(...children: unknown[]): void {
    this.children.splice(0, this.children.length, ...children);
  }
  querySelectorAll(): [] {
    return [];
  }
  getAttribute(): null {
    return null;
  }
  setAttribute(): void {}
}

const KINDS = ['HTMLElement', 'HTMLInputElement', 'HTMLFormElement', 'HTMLButtonElement', 'HTMLOutputElement'];

/**
 * As much of a browser as the sign-in of a page uses, until the test ends. Every selector finds an element.
 *
 * @param kept what the tab's storage holds, as it was stored.
 * @param answer what is answered at a path, as JSON.
 */
export function fakePage(kept: Readonly<Record<string, unknown>>, answer: (path: string) => unknown) {
  const elements = new Map<string, FakeElement>();
  const storage = new Map(Object.entries(kept).map(([key, value]) => [key, JSON.stringify(value)]));
  const find = (selector: string): FakeElement => {
    const element = elements.get(selector) ?? new FakeElement();
    elements.set(selector, element);
    return element;
  };
  vi.stubGlobal('document', { querySelector: find, createElement: () => new FakeElement() });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => storage.get(key) ?? null,
    setItem: (key: string, value: string) => void storage.set(key, value),
    removeItem: (key: string) => void storage.delete(key),
  });
  const fetch = vi.fn(async (path: string) => Response.json(answer(path)));
  vi.stubGlobal('fetch', fetch);
  for (const kind of KINDS) vi.stubGlobal(kind, FakeElement);
  onTestFinished(() => void vi.unstubAllGlobals());
  return { textOf: (selector: string) => find(selector).textContent, fetch };
}
