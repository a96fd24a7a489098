/** @typedef {import('../explorer.ts').ExplorerSetup} ExplorerSetup */

/**
 * Ids that results had, for the variables of what comes next.
 *
 * @param {Pick<ExplorerSetup, 'remember' | 'missing'>} setup
 */
export function makeMemory({ remember, missing }) {
  /** @type {Map<string, string>} */
  const known = new Map();

  /** @param {string} name */
  const valueFor = (name) => (name === 'fresh' ? freshKey() : (known.get(name) ?? missing[name] ?? ''));

  return {
    /**
     * Takes in what a result has at the remembered paths.
     *
     * @param {unknown} data
     */
    learn(data) {
      for (const [name, paths] of Object.entries(remember)) {
        const found = paths.map((path) => at(data, path)).find((value) => typeof value === 'string');
        if (typeof found === 'string') known.set(name, found);
      }
    },
    /**
     * Variables with every `{{name}}` filled in, as text for the editor.
     *
     * @param {unknown} variables
     */
    fill: (variables) =>
      JSON.stringify(variables ?? {}, null, 2).replace(/\{\{(\w+)\}\}/g, (_all, name) =>
        JSON.stringify(valueFor(name)).slice(1, -1),
      ),
  };
}

/**
 * @param {unknown} data
 * @param {string} path
 */
const at = (data, path) => path.split('.').reduce((value, key) => /** @type {any} */ (value)?.[key], data); // JSON of any shape

/** `randomUUID` is there on secure pages only. */
const freshKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, '0')).join('');
