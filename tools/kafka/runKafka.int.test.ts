import { expect, it } from 'vitest';
import { testKafka } from '#testing/kafka.ts';
import { awaitBroker } from './awaitBroker.ts';

it('starts a broker that speaks the protocol', async () => {
  const port = Number(testKafka().brokers.split(':')[1]);

  await expect(awaitBroker(port, 10_000, AbortSignal.timeout(20_000))).resolves.toBeUndefined();
});
