import { publicUrlOf } from '#kernel/config.ts';
import { openGridFsFiles } from '#kernel/files/gridFsFiles.ts';
import type { openTickets } from '#kernel/files/tickets.ts';
import type { Scope } from '#kernel/lifecycle.ts';
import { startRounds } from '#kernel/rounds.ts';
import type { ImageGrant } from '../imagePorts.ts';
import { assembleImages, imageUrls } from '../images/assembleImages.ts';
import { imageRoutes } from '../images/imageRoutes.ts';
import type { Catalogue } from '../ports.ts';
import { makeAddImage } from '../usecases/changeImages.ts';
import { makeMongoImages } from './mongoImages.ts';

const SWEEP_EVERY_MS = 60_000;

type Deps = Omit<Parameters<typeof makeMongoImages>[0], 'files'> & {
  config: Parameters<typeof publicUrlOf>[0];
  tickets: Awaited<ReturnType<typeof openTickets>>;
  catalogue: Pick<Catalogue, 'byIds'>;
  changed: (productIds: readonly string[]) => void;
};

/** Images of products, in GridFS: what requests do with them, and their routes. */
export async function openImages({ config, tickets, catalogue, changed, ...database }: Deps, scope: Scope) {
  const files = await openGridFsFiles(database.mongo, 'images');
  startRounds(files.sweep, { name: 'images of nothing', everyMs: SWEEP_EVERY_MS }, scope);
  const store = makeMongoImages({ ...database, files });
  const granted = tickets<ImageGrant>('product image');
  const urls = imageUrls(publicUrlOf(config));
  return {
    images: assembleImages({ store, tickets: granted, urls, catalogue, changed }),
    routes: imageRoutes({
      files,
      tickets: granted,
      addImage: makeAddImage({ images: store }),
      urlOf: urls.urlOf,
      changed,
      logger: scope.logger,
    }),
  };
}
