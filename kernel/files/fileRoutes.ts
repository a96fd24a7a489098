import type { Request, RequestHandler, Response } from 'express';
import { REQUEST_ID_HEADER, requestIdFrom, withCallContext } from '../callContext.ts';
import { drainRest } from '../drainRest.ts';
import { isOurFault } from '../graphql/formatError.ts';
import type { Logger } from '../logging.ts';
import { answerRefusal } from './fileRefusals.ts';

type Work = (request: Request, response: Response) => Promise<void>;

/** A route of files: it runs in the context of its request, and what it throws becomes the answer. */
export const fileRoute =
  (logger: Logger, work: Work): RequestHandler =>
  (request, response) => {
    const requestId = requestIdFrom(request.headers[REQUEST_ID_HEADER]);
    drainRest(request, response);
    void withCallContext({ requestId }, async () => {
      try {
        await work(request, response);
      } catch (error) {
        const hasLeft = response.destroyed || request.errored !== null;
        if (isOurFault(error) && !hasLeft) logger.error({ err: error, requestId }, 'a file was not served');
        answerRefusal(response, error);
      }
    });
  };
