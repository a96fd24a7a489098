import { describe, expect, it } from 'vitest';
import { publish, twoLetters, until } from './deadLettersUnderTest.ts';

describe('dead letters that are replayed', () => {
  it('are handled in their order once the cause is gone, and the key flows on', async () => {
    const { transport, broken, handled, letters, statuses, key, replay } = await twoLetters();
    broken.clear();

    const answer = await replay();
    await publish(transport, key, 4);

    expect(answer).toEqual({
      __typename: 'DeadLettersReplayed',
      dryRun: false,
      deadLetters: [
        { kind: 'POISON', status: 'REPLAYING' },
        { kind: 'PARKED', status: 'REPLAYING' },
      ],
    });
    await until(() => expect(handled).toEqual([1, 2, 3, 4]));
    await until(async () => expect(await statuses()).toEqual(['REPLAYED', 'REPLAYED']));
    expect((await letters()).nodes).toMatchObject(Array(2).fill({ settledAt: expect.stringMatching(/^20/) }));
    expect(await replay()).toEqual({ __typename: 'NothingParked', code: 'NOTHING_PARKED' });
  });

  it('wait again when the cause is still there, and are no new letters', async () => {
    const { handled, letters, statuses, broken, replay } = await twoLetters();

    await replay();
    await until(async () => expect((await letters()).nodes.map(({ status }) => status)).toContain('REPLAYING'));
    await until(async () => expect(await statuses()).toEqual(['PARKED', 'PARKED']));
    expect((await letters()).nodes).toMatchObject(Array(2).fill({ failedAgain: true, settledAt: null }));
    broken.clear();
    await replay();

    await until(() => expect(handled).toEqual([1, 2, 3]));
    await until(async () => expect(await statuses()).toEqual(['REPLAYED', 'REPLAYED']));
  });

  it('take along what comes while they are replayed', async () => {
    const { transport, broken, handled, trouble, statuses, key, replay } = await twoLetters();
    broken.clear();
    trouble.beforeReplay = () => publish(transport, key, 4, 5);

    await replay();

    await until(() => expect(handled).toEqual([1, 2, 3, 4, 5]));
    await until(async () => expect(await statuses()).toEqual(Array(4).fill('REPLAYED')));
    await publish(transport, key, 6);
    await until(() => expect(handled).toEqual([1, 2, 3, 4, 5, 6]));
  });

  it('take along what comes, also when one was dropped because the replay before failed at it', async () => {
    const { transport, handled, trouble, letters, statuses, key, replay, dropFirst } = await twoLetters();
    await replay();
    await until(async () => expect((await letters()).nodes).toMatchObject(Array(2).fill({ failedAgain: true })));
    await dropFirst({ kind: { eq: 'POISON' } });
    trouble.beforeReplay = () => publish(transport, key, 4);

    await replay();

    await until(() => expect(handled).toEqual([1, 3, 4]));
    await until(async () => expect((await statuses()).toSorted()).toEqual(['DROPPED', 'REPLAYED', 'REPLAYED']));
    await publish(transport, key, 5);
    await until(() => expect(handled).toEqual([1, 3, 4, 5]));
  });

  it('leave out what comes while they are replayed, and is dropped before it is taken along', async () => {
    const { transport, broken, handled, trouble, letters, statuses, key, replay, dropFirst } = await twoLetters();
    broken.clear();
    trouble.beforeReplay = async () => {
      await publish(transport, key, 4);
      await until(async () => expect((await letters()).totalCount).toBe(3));
      await dropFirst({ status: { eq: 'PARKED' } });
    };

    await replay();

    await until(async () => expect(await statuses()).toEqual(['REPLAYED', 'REPLAYED', 'DROPPED']));
    await publish(transport, key, 5);
    await until(() => expect(handled).toEqual([1, 2, 3, 5]));
  });

  it('take nothing along when one fails again', async () => {
    const { transport, handled, trouble, statuses, key, replay } = await twoLetters();
    trouble.beforeReplay = () => publish(transport, key, 4);

    await replay();

    await until(async () => expect(await statuses()).toEqual(['PARKED', 'PARKED', 'PARKED']));
    expect(handled).toEqual([1]);
  });

  it('are only told by a dry run', async () => {
    const { statuses, handled, broken, replay } = await twoLetters();
    broken.clear();

    expect(await replay({ dryRun: true })).toMatchObject({ dryRun: true, deadLetters: [{ kind: 'POISON' }, {}] });

    expect(await statuses()).toEqual(['PARKED', 'PARKED']);
    expect(handled).toEqual([1]);
  });

  it('stay dropped when a replay begins at the same moment', async () => {
    const { trouble, statuses, handled, replay, dropFirst } = await twoLetters();
    trouble.afterLook = () => dropFirst({ kind: { eq: 'POISON' } });

    expect(await replay()).toMatchObject({ deadLetters: [{ kind: 'PARKED', status: 'REPLAYING' }] });

    await until(() => expect(handled).toEqual([1, 3]));
    await until(async () => expect(await statuses()).toEqual(['DROPPED', 'REPLAYED']));
  });
});
