import { type Agent, request } from 'undici';

/** One message of a subscription, or its end. Anything else is a stream that broke. */
export type Streamed<Data> = {
  readonly data?: Data | null | undefined;
  readonly errors?: readonly unknown[] | undefined;
};

type Options = {
  readonly url: string;
  readonly accessToken: string;
  readonly body: { readonly query: string; readonly variables: object };
  readonly connections: Agent;
  readonly signal: AbortSignal;
};

/**
 * A subscription as server-sent events (distinct connections). Ends when the shop says that nothing follows.
 *
 * @throws Error when the connection breaks before.
 */
export async function* readEventStream<Data>(options: Options): AsyncGenerator<Streamed<Data>> {
  const { url, accessToken, body, connections: dispatcher, signal } = options;
  const headers = {
    'content-type': 'application/json',
    accept: 'text/event-stream',
    authorization: `Bearer ${accessToken}`,
  };
  const answer = await request(url, { method: 'POST', headers, body: JSON.stringify(body), dispatcher, signal });
  if (answer.statusCode !== 200) {
    await answer.body.dump();
    throw new Error(`a stream was refused: HTTP ${answer.statusCode}`);
  }
  answer.body.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer.body) {
    text += String(chunk);
    const frames = text.split('\n\n');
    text = frames.pop() ?? '';
    for (const frame of frames) {
      const { event, data } = fieldsOf(frame);
      if (event === 'complete') return;
      if (event === 'next') yield JSON.parse(data) as Streamed<Data>; // the document is ours
    }
  }
  throw new Error('a stream broke off');
}

function fieldsOf(frame: string): { event: string; data: string } {
  const value = (name: string) =>
    frame
      .split('\n')
      .find((line) => line.startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  return { event: value('event'), data: value('data') };
}
