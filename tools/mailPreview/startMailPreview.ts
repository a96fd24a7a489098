import { createServer } from 'node:http';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { closeServer, listen } from '#kernel/http.ts';
import { type MailStore, openMailStore } from './mailStore.ts';
import { startSmtp } from './smtp.ts';

type Options = { dir: string; host: string; pagePort: number; smtpPort: number };

/**
 * Catches every mail that is sent to it by SMTP and shows it on a page of its own, for development.
 *
 * @throws AppError UNAVAILABLE (PORT_TAKEN, PORT_REFUSED).
 */
export async function startMailPreview({ dir, host, pagePort, smtpPort }: Options): Promise<{ stop(): Promise<void> }> {
  const store = await openMailStore(dir);
  const stopSmtp = await startSmtp(store, { host, port: smtpPort });
  const server = createServer(mailRoutes(store));
  try {
    await listen(server, { host, port: pagePort });
  } catch (error) {
    await stopSmtp();
    throw error;
  }
  return { stop: async () => void (await Promise.all([stopSmtp(), closeServer(server)])) };
}

/** The part of maildev 2's REST interface that clients of a preview use, and the page. */
function mailRoutes(store: MailStore): Express {
  const app = express().disable('x-powered-by');
  app.use(express.static(join(import.meta.dirname, 'page')));
  app.get('/healthz', (_request, response) => void response.json(true));
  app.get('/email', async (_request, response) => void response.json(await store.all()));
  app.delete('/email/all', async (_request, response) => {
    await store.clear();
    response.json(true);
  });
  app.get('/email/:id', async (request, response) => {
    const mail = await store.find(request.params.id);
    response.status(mail ? 200 : 404).json(mail ?? { error: 'there is no such mail' });
  });
  app.get('/email/:id/source', async (request, response) => {
    const source = await store.source(request.params.id);
    response
      .status(source ? 200 : 404)
      .type('text/plain')
      .send(source ?? 'there is no such mail');
  });
  return app;
}
