import type { ErrorRequestHandler, RequestHandler } from 'express';
import { REQUEST_ID_HEADER, requestIdFrom } from '#kernel/callContext.ts';
import { AppError } from '#kernel/errors.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import type { Logger } from '#kernel/logging.ts';

/** What no route took, in the one format. */
export const notFound: RequestHandler = (request, response) => {
  const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
  const error = new AppError('NOT_FOUND', 'NO_SUCH_PAGE', 'there is nothing here: operations go to /graphql');
  response.status(404).json({ errors: [formatError(error, requestId)] });
};

/** What a route failed at, in the one format: express's own page would show a stack. */
export const makeFailed =
  (logger: Logger): ErrorRequestHandler =>
  (error: unknown, request, response, _next) => {
    const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
    const { status } = error as { status?: unknown };
    const refused = typeof status === 'number' && status < 500;
    if (!refused) logger.error({ err: error, requestId });
    const shown = refused ? new AppError('BAD_USER_INPUT', 'BAD_REQUEST', 'the request is not understood') : error;
    response.status(refused ? status : 500).json({ errors: [formatError(shown, requestId)] });
  };
