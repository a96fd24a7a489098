import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { AppError, messageOf } from './errors.ts';
import type { Health } from './health.ts';
import type { Metrics } from './metrics/metrics.ts';
import { CONTENT_TYPE } from './metrics/textFormat.ts';

/** @throws AppError UNAVAILABLE (PORT_TAKEN, PORT_REFUSED). Port 0 takes any free port. @returns the port. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const onError = (error: NodeJS.ErrnoException) => reject(portError(error, port));
    server.once('error', onError);
    server.listen(port, host, () => {
      server.off('error', onError);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function portError(error: NodeJS.ErrnoException, port: number): AppError {
  if (error.code !== 'EADDRINUSE') {
    return new AppError('UNAVAILABLE', 'PORT_REFUSED', `can't listen on port ${port}: ${messageOf(error)}`, {
      cause: error,
    });
  }
  const message = `port ${port} is taken: stop what listens there, or choose another (PORT_BASE moves all of a shop's)`;
  return new AppError('UNAVAILABLE', 'PORT_TAKEN', message, { cause: error });
}

/** Once `leaving` fires each answer is the last on its connection, so that callers turn elsewhere with the next request. */
export function lastAnswersOnLeaving(server: Server, leaving: AbortSignal): void {
  const announce = () =>
    server.prependListener('request', (_request, response: ServerResponse) => {
      response.shouldKeepAlive = false;
    });
  leaving.addEventListener('abort', announce, { once: true });
}

/** Stops accepting, lets running requests end, then closes idle keep-alive connections. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeIdleConnections();
  });
}

/** `/health` and `/health/ready` answer 200 or 503 with the state of each part; `/health/live` says the process turns. */
export function healthRoutes(health: Pick<Health, 'report'>): Express {
  const app = express().disable('x-powered-by');
  app.get('/health/live', (_request, response) => void response.json({ live: true }));
  app.get(['/health', '/health/ready'], (_request, response) => {
    const report = health.report();
    response.status(report.ready ? 200 : 503).json(report);
  });
  return app;
}

/** `/metrics`, in Prometheus's text format. Anyone may read it who reaches the port, so it is for ports that aren't public. */
export function metricsRoutes(metrics: Pick<Metrics, 'text'>): Express {
  const app = express().disable('x-powered-by');
  app.get('/metrics', async (_request, response) => {
    const text = await metrics.text();
    response.setHeader('content-type', CONTENT_TYPE).end(text); // express would put the charset first
  });
  return app;
}

/** This machine, as services find each other where nothing else is configured. */
export const localUrl = (port: number, path = '/graphql'): string => `http://127.0.0.1:${port}${path}`;
