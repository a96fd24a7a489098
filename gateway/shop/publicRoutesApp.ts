import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express } from 'express';
import type { Dispatcher } from 'undici';
import { REQUEST_ID_HEADER, requestIdFrom } from '#kernel/callContext.ts';
import type { AppError } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import type { Logger } from '#kernel/logging.ts';
import type { AddressOf } from '../clientAddress.ts';
import { HttpRefusal } from '../protocols/httpRefusal.ts';
import { applyCors, makeAllowsOrigin } from '../protocols/origins.ts';
import type { TakenAddress } from '../resilience/addresses.ts';
import { forward } from './forward.ts';
import { type PublicRoute, publicRoutes } from './publicRoutes.ts';
import type { ShopService } from './shopUrls.ts';

export type Forwarding = {
  readonly connections: Dispatcher;
  /** An address of a service, whatever its path: of several one that is in. */
  readonly reach: (service: ShopService) => TakenAddress;
  /** Origins whose pages may use the routes that are for pages. */
  readonly origins: readonly string[];
  readonly addressOf: AddressOf;
  readonly logger: Logger;
};

const METHODS = 'GET, HEAD, PUT, POST, OPTIONS';

/** Passes on what `publicRoutes` names, in development and in production. */
export function publicRoutesApp({ connections, reach, origins, addressOf, logger }: Forwarding): Express {
  const allowsOrigin = makeAllowsOrigin(origins);
  const app = express().disable('x-powered-by');

  const pass =
    ({ service, forPages }: PublicRoute) =>
    async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
      const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
      response.setHeader(REQUEST_ID_HEADER, requestId);
      response.setHeader('x-content-type-options', 'nosniff');
      response.setHeader('cross-origin-resource-policy', forPages ? 'cross-origin' : 'same-origin');
      const refuse = (status: number, error: AppError) => answer(response, status, error, requestId);
      try {
        if (forPages && applyCors(request, response, allowsOrigin, METHODS)) return;
      } catch (error) {
        if (error instanceof HttpRefusal) return refuse(error.status, error);
        throw error;
      }
      const { url, ended } = reach(service);
      const to = { service, origin: new URL(url).origin, ended, requestId, clientAddress: addressOf(request) };
      await forward(connections, { request, response, to, logger, refuse });
    };

  for (const route of publicRoutes) app.all([route.path, `${route.path}/*rest`], pass(route));
  return app;
}

function answer(response: ServerResponse, status: number, error: AppError, requestId: string): void {
  const body = JSON.stringify({ errors: [formatError(error, requestId)] });
  const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, headers).end(body);
}
