import { pathToFileURL } from 'node:url';
import { AppError } from '#kernel/errors.ts';
import type { AnyService } from '#kernel/lifecycle.ts';
import type { ServiceEntry } from './findServices.ts';

/** Imports a main.ts without running it. @throws AppError INTERNAL (NO_SERVICE). */
export async function loadService({ name, main }: ServiceEntry): Promise<AnyService> {
  const { service } = await import(pathToFileURL(main).href);
  if (typeof service?.launch === 'function') return service;
  throw new AppError('INTERNAL', 'NO_SERVICE', `${main} exports no service for ${name}`);
}
