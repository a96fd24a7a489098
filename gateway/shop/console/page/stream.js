/**
 * @typedef {import('../eventFeed.ts').Batch} Batch
 * @typedef {{ onEvents(batch: Batch): void, onState(state: 'live' | 'away', source: string): void }} Listener
 */

const AGAIN_MS = 1_000;
/** The gateway says something every two seconds. */
const SILENT_MS = 8_000;

/**
 * Reads the feed of events, and begins again when it breaks. EventSource could not send the token.
 *
 * @param {import('./shop.js').Shop} shop
 * @param {Listener} listener
 */
export function makeStream(shop, listener) {
  /** @type {AbortController | undefined} */
  let running;

  /** @param {AbortSignal} left */
  const readOnce = async (left) => {
    const silence = new AbortController();
    const response = await shop.read('/console/events', AbortSignal.any([left, silence.signal]));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    if (!reader) return;
    let rest = '';
    for (;;) {
      const { done, value } = await withinSilence(reader.read(), silence);
      if (done) return;
      const messages = `${rest}${value}`.split('\n\n');
      rest = messages.pop() ?? '';
      for (const message of messages) hear(message, listener);
    }
  };

  const readOn = async () => {
    const mine = new AbortController();
    running = mine;
    while (running === mine) {
      // Whatever ended it, a person is told, and it is tried again.
      await readOnce(mine.signal).catch(() => undefined);
      if (running !== mine) return;
      listener.onState('away', '');
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  };

  return {
    start: () => void readOn(),
    stop: () => {
      running?.abort();
      running = undefined;
    },
  };
}

/**
 * @template Value
 * @param {Promise<Value>} reading
 * @param {AbortController} silence
 */
async function withinSilence(reading, silence) {
  const timer = setTimeout(() => silence.abort(), SILENT_MS);
  try {
    return await reading;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * @param {string} message
 * @param {Listener} listener
 */
function hear(message, listener) {
  const [, event, data = '{}'] = /^event: (\w+)\ndata: (.*)$/s.exec(message) ?? [];
  const said = JSON.parse(data);
  if (event === 'events') {
    listener.onState('live', 'up');
    listener.onEvents(said);
  }
  if (event === 'beat') listener.onState('live', said.source);
}
