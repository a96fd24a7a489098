import { expect, it } from 'vitest';
import { currentCausationId, currentRequestId, currentTraceparent, withCallContext } from './callContext.ts';
import { currentTrail, onTrail } from './trail.ts';

const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const context = { requestId: 'request-1', traceparent, causationId: 'event-123' };
const now = () => ({
  requestId: currentRequestId(),
  traceparent: currentTraceparent(),
  causationId: currentCausationId(),
});

it('what is put off is done under the request, the trace and the cause that it was wanted in', async () => {
  const trail = withCallContext(context, currentTrail);

  const done = await onTrail(
    { trail: JSON.parse(JSON.stringify(trail)), tracing: undefined, name: 'later' },
    async () => now(),
  );

  expect(done).toEqual(context);
  expect(now()).toEqual({ requestId: undefined, traceparent: undefined, causationId: undefined });
});

it('what nobody asked for has a request id of its own', async () => {
  expect(currentTrail()).toEqual({});

  const done = await onTrail({ trail: undefined, tracing: undefined, name: 'later' }, async () => now());

  expect(done).toMatchObject({ requestId: expect.stringMatching(/^[0-9a-f-]{36}$/), causationId: undefined });
});
