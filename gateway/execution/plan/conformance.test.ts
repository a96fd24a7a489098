import { describe, expect, it } from 'vitest';
import { laboratory, type Seen } from '../../testing/conformance/comparison.ts';
import { type Generated, generateOperation } from '../../testing/conformance/operations.ts';
import { sources } from '../../testing/conformance/supergraphs.ts';

/** Per supergraph; about two thirds are valid. `CONFORMANCE_OPERATIONS` asks for more, `CONFORMANCE_SEED` (any text) for others. */
const OPERATIONS = Number(process.env['CONFORMANCE_OPERATIONS'] ?? 300);
const SEED = process.env['CONFORMANCE_SEED'] ?? '';

type Laboratory = ReturnType<typeof laboratory>;
type Prepared = NonNullable<ReturnType<Laboratory['prepare']>>;

/** Runs a check on each valid operation and shows the first few that fail it. */
async function onEach(
  name: keyof typeof sources,
  check: (lab: Laboratory, prepared: Prepared, generated: Generated) => Promise<unknown>,
  isPlain = false,
): Promise<unknown[]> {
  const lab = laboratory(sources[name]);
  const wrong: unknown[] = [];
  let checked = 0;
  for (let index = 0; index < OPERATIONS && wrong.length < 3; index++) {
    const generated = generateOperation(lab.schema, `${SEED}${name} ${index}`, isPlain);
    const prepared = lab.prepare(generated);
    if (!prepared) continue;
    checked++;
    const found = await check(lab, prepared, generated);
    if (found) wrong.push({ ...generated, found });
  }
  if (wrong.length === 0) expect(checked).toBeGreaterThan(OPERATIONS / 5);
  return wrong;
}

const names = Object.keys(sources) as (keyof typeof sources)[];
const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

describe.each(names)('generated operations on %s', { timeout: Math.max(120_000, OPERATIONS * 400) }, (name) => {
  it('are answered as if all was one schema', async () => {
    const wrong = await onEach(name, async (lab, prepared, generated) => {
      const [ours, whole] = [
        await lab.ours(prepared, generated, 'sound'),
        await lab.whole(prepared, generated, 'sound'),
      ];
      if (!same(ours.data, whole.data) || !same(ours.ran, whole.ran)) return { ours, whole };
      // It may ask about an entity for which it has no key, where only some types of a list need what is asked.
      if (ours.errors.length === 0) return undefined;
      const stock = await lab.stock(prepared, generated, 'sound');
      return stock.errors.length === 0 && { ours, whole };
    });
    expect(wrong).toEqual([]);
  });

  it('are so with errors in some fields, too', async () => {
    const wrong = await onEach(name, async (lab, prepared, generated) => {
      const ours = await lab.ours(prepared, generated, 'failing');
      const whole = await lab.whole(prepared, generated, 'failing');
      // Fields that are required by others may fail, too, without being asked for.
      const isSaid = whole.errors.every((error) => !isShown(whole.data, error) || ours.errors.includes(error));
      return !(same(ours.data, whole.data) && same(ours.ran, whole.ran) && isSaid) && { ours, whole };
    });
    expect(wrong).toEqual([]);
  });

  it('of subgraphs that break their schema get what stock gets', async () => {
    const wrong = await onEach(
      name,
      async (lab, prepared, generated) => {
        const ours = await lab.ours(prepared, generated, 'broken');
        const stock = await lab.stock(prepared, generated, 'broken').catch(failedWhole);
        if (same(ours.data, stock.data) || stock.gaveUp) return undefined;
        const [sound, whole] = [
          await lab.stock(prepared, generated, 'sound').catch(failedWhole),
          await lab.whole(prepared, generated, 'sound'),
        ];
        // Where it is wrong about sound subgraphs too, it can't tell what is right here.
        return same(sound.data, whole.data) && { ours, stock };
      },
      true,
    );
    expect(wrong).toEqual([]);
  });
});

/** Whether an error is the reason of a null in the response, and of no larger one. */
function isShown(data: unknown, error: string): boolean {
  const [, place = ''] = /^(.*): \S+ of \d+ fails$/.exec(error) ?? [];
  const parent = place.split('.').slice(0, -1);
  const found = parent.reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], data);
  return place !== '' && typeof found === 'object' && found !== null;
}

/** One list that is none, and the stock executor has no answer at all. */
const failedWhole = (): Seen => ({ data: null, errors: [], broken: [], ran: [], gaveUp: true });
