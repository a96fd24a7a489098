import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '#kernel/errors.ts';

const ATTEMPT_MS = 2_000;
const POLL_MS = 100;

// https://kafka.apache.org/protocol#The_Messages_Metadata, version 5, asking for no topic: length, key, version,
// correlation id, no client id, no topics, no creation of topics. The answer: length, correlation id, throttle time, number of brokers.
const METADATA_REQUEST = Buffer.from('0000000f' + '0003' + '0005' + '00000001' + 'ffff' + '00000000' + '00', 'hex');
const ANSWER_BYTES = 16;

/**
 * Resolves when the broker names at least one live broker. Asks in the protocol itself, because a port that accepts
 * connections may be Docker's own.
 *
 * @throws AppError UNAVAILABLE (KAFKA_NOT_READY), and the reason of `signal` when that fires first.
 */
export async function awaitBroker(port: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await hasLiveBroker(port))) {
    signal.throwIfAborted();
    if (Date.now() > deadline) {
      throw new AppError('UNAVAILABLE', 'KAFKA_NOT_READY', `Kafka was not ready on port ${port} in ${timeoutMs} ms`);
    }
    await pause(POLL_MS);
  }
}

function hasLiveBroker(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    let answer = Buffer.alloc(0);
    const socket = connect({ port, host: '127.0.0.1', timeout: ATTEMPT_MS });
    const end = (live: boolean) => {
      socket.destroy();
      resolve(live);
    };
    socket.on('connect', () => socket.write(METADATA_REQUEST));
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (answer.length >= ANSWER_BYTES) end(answer.readInt32BE(ANSWER_BYTES - 4) > 0);
    });
    for (const event of ['error', 'timeout', 'close']) socket.on(event, () => end(false));
  });
}
