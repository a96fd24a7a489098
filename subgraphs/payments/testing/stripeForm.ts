type Form = { [key: string]: string | Form };

/** What Stripe's form encoding says: `metadata[orderId]=o1` is `{ metadata: { orderId: 'o1' } }`, as are lists. */
export function formOf(text: string): Form {
  const form: Form = {};
  for (const [name, value] of new URLSearchParams(text)) put(form, name.split(/[[\]]+/).filter(Boolean), value);
  return form;
}

function put(form: Form, [key = '', ...rest]: string[], value: string): void {
  if (rest.length === 0) {
    form[key] = value;
    return;
  }
  const inner = form[key];
  const branch: Form = typeof inner === 'object' ? inner : {};
  form[key] = branch;
  put(branch, rest, value);
}

export const textOf = (form: Form, key: string): string => {
  const value = form[key];
  return typeof value === 'string' ? value : '';
};

export function textsOf(form: Form, key: string): Record<string, string> {
  const value = form[key];
  if (typeof value !== 'object') return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}
