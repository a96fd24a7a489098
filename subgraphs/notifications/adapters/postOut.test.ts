import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makePostOut } from './postOut.ts';

function postOut() {
  const post = makePostOut({ allowPrivate: true });
  onTestFinished(() => post.close());
  return (url: string) => post({ url, headers: {}, body: '{}' });
}

async function placeThat(answers: RequestListener) {
  const server = createServer(answers);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('what is told of a place that gives no answer', () => {
  it('that nobody listens there', async () => {
    expect(await postOut()('http://localhost:1/')).toEqual({ kind: 'again', answer: 'CONNECTION_REFUSED' });
  });

  it('that it hangs up', async () => {
    const port = await placeThat((request) => request.socket.destroy());

    expect(await postOut()(`http://127.0.0.1:${port}/`)).toEqual({ kind: 'again', answer: 'CONNECTION_FAILED' });
  });

  it('that it speaks no TLS', async () => {
    const port = await placeThat((_request, response) => void response.end());

    expect(await postOut()(`https://127.0.0.1:${port}/`)).toEqual({ kind: 'again', answer: 'TLS_FAILED' });
  });

  it('that there is no such name', async () => {
    expect(await postOut()('http://nobody.invalid/')).toEqual({ kind: 'again', answer: 'UNKNOWN_HOST' });
  });
});
