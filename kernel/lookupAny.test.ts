import { expect, it } from 'vitest';
import { makeLookupAny } from './lookupAny.ts';

const all = ['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((address) => ({ address, family: 4 }));

it('each replica behind a name is the first now and then, and the others follow', () => {
  const lookUp = makeLookupAny((_name, _options, callback) => callback(null, all));
  const firsts = new Set<string | undefined>();
  for (let time = 0; time < 200; time += 1) {
    lookUp('orders', { all: true }, (error, found) => {
      if (error || typeof found === 'string') throw new Error('three addresses were asked for');
      expect(found.toSorted((one, other) => one.address.localeCompare(other.address))).toEqual(all);
      firsts.add(found[0]?.address);
    });
  }
  expect(firsts.size).toBe(3);
});

it('a name that nobody has, and who asks for one address alone, are answered as ever', () => {
  const unknown = Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  const seen: unknown[] = [];
  makeLookupAny((_name, _options, callback) => callback(unknown, []))('nobody', { all: true }, (error, found) =>
    seen.push(error, found),
  );
  makeLookupAny((_name, _options, callback) => callback(null, '10.0.0.1', 4))('orders', {}, (_error, found, family) =>
    seen.push(found, family),
  );
  expect(seen).toEqual([unknown, [], '10.0.0.1', 4]);
});
