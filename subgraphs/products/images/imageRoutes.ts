import type { Express, Request, Response } from 'express';
import { isAdmin } from '#kernel/auth/principal.ts';
import { AppError } from '#kernel/errors.ts';
import { fileRoute } from '#kernel/files/fileRoutes.ts';
import type { FileStore, StoredFile } from '#kernel/files/fileStore.ts';
import { receiveFile } from '#kernel/files/receiveFile.ts';
import { serveFile } from '#kernel/files/serveFile.ts';
import type { Granted, Tickets } from '#kernel/files/tickets.ts';
import type { Logger } from '#kernel/logging.ts';
import type { Product } from '../domain/product.ts';
import type { ImageGrant } from '../imagePorts.ts';
import type { makeAddImage } from '../usecases/changeImages.ts';
import { IMAGE_RULES, IMAGES_PATH } from './imageFiles.ts';

type Deps = {
  files: FileStore;
  tickets: Tickets<ImageGrant>;
  addImage: ReturnType<typeof makeAddImage>;
  urlOf: (imageId: string) => string;
  /** Tells of a product whose images have changed. */
  changed: (productIds: readonly string[]) => void;
  logger: Logger;
};

/** An id is never used again, so who has an image has it for ever. */
const FOR_EVER = 'public, max-age=31536000, immutable';

/**
 * `PUT /files/products/images?ticket=…` (or POST) makes the body an image and answers 201 with it; `GET …/<id>` serves one,
 * to everybody. Refusals are JSON in the one format.
 */
export const imageRoutes =
  (deps: Deps) =>
  (app: Express): void => {
    const { files, logger } = deps;
    const taking = fileRoute(logger, (request, response) => take(deps, request, response));
    app.put(IMAGES_PATH, taking);
    app.post(IMAGES_PATH, taking);
    const serving = (request: Request, response: Response) =>
      serveFile(files, { id: String(request.params['id']), cacheControl: FOR_EVER }, request, response);
    app.get(`${IMAGES_PATH}/:id`, fileRoute(logger, serving));
  };

async function take({ files, tickets, urlOf, ...deps }: Deps, request: Request, response: Response): Promise<void> {
  const granted = await tickets.take(request.query['ticket']);
  const file = await receiveFile(files, request, IMAGE_RULES);
  const { id, contentType, bytes } = file;
  await add({ files, ...deps }, granted, file);
  const { alt } = granted.subject;
  response.status(201).set('cache-control', 'no-store').location(urlOf(id));
  response.json({ image: { id, url: urlOf(id), alt, contentType, bytes } });
}

async function add(
  { files, addImage, changed }: Pick<Deps, 'files' | 'addImage' | 'changed'>,
  { subject, holder }: Granted<ImageGrant>,
  { id, contentType, bytes }: StoredFile,
): Promise<Product> {
  const editor = { userId: holder.userId, isAdmin: isAdmin(holder) };
  try {
    return await addImage({ ...subject, editor }, { id, contentType, bytes });
  } catch (error) {
    // After any other failure the product may have the image all the same.
    if (error instanceof AppError && error.code === 'REFUSED') await files.discard([id]);
    throw error;
  } finally {
    changed([subject.productId]);
  }
}
