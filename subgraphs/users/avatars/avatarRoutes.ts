import type { Express, Request, Response } from 'express';
import { AppError } from '#kernel/errors.ts';
import { fileRoute } from '#kernel/files/fileRoutes.ts';
import type { FileStore } from '#kernel/files/fileStore.ts';
import { receiveFile } from '#kernel/files/receiveFile.ts';
import { serveFile } from '#kernel/files/serveFile.ts';
import type { Tickets } from '#kernel/files/tickets.ts';
import type { Logger } from '#kernel/logging.ts';
import type { makeReplaceAvatar } from '../usecases/replaceAvatar.ts';
import { AVATAR_RULES, AVATARS_PATH } from './avatarFiles.ts';

type Deps = {
  files: FileStore;
  tickets: Tickets<null>;
  replaceAvatar: ReturnType<typeof makeReplaceAvatar>;
  urlOf: (avatarId: string) => string;
  logger: Logger;
};

/** For the reader's own cache alone, and not for long: a picture that was taken away must go from everywhere. */
const FOR_A_WHILE = 'private, max-age=300';

/**
 * `PUT /files/users/avatars?ticket=…` (or POST) makes the body the picture of who asked for the ticket and answers 201;
 * `GET …/<id>` serves one to whoever knows its id. Refusals are JSON in the one format.
 */
export const avatarRoutes =
  (deps: Deps) =>
  (app: Express): void => {
    const { files, logger } = deps;
    const taking = fileRoute(logger, (request, response) => take(deps, request, response));
    app.put(AVATARS_PATH, taking);
    app.post(AVATARS_PATH, taking);
    const serving = (request: Request, response: Response) =>
      serveFile(files, { id: String(request.params['id']), cacheControl: FOR_A_WHILE }, request, response);
    app.get(`${AVATARS_PATH}/:id`, fileRoute(logger, serving));
  };

async function take(
  { files, tickets, replaceAvatar, urlOf }: Deps,
  request: Request,
  response: Response,
): Promise<void> {
  const { holder } = await tickets.take(request.query['ticket']);
  const { id, contentType, bytes } = await receiveFile(files, request, AVATAR_RULES);
  try {
    await replaceAvatar(holder.userId, id);
  } catch (error) {
    // After any other failure it may be shown all the same.
    if (error instanceof AppError && !error.retryable) await files.discard([id]);
    throw error;
  }
  response.status(201).set('cache-control', 'no-store').location(urlOf(id));
  response.json({ avatar: { url: urlOf(id), contentType, bytes } });
}
