import type { Answer } from './clients.ts';

export const TITLES = '{ books { title } }';

export type Send = (init: RequestInit & { headers?: Record<string, string> }, search?: string) => Promise<Response>;

/** Sends what no client would: by default a POST of JSON. @param urlOf asked at each request. */
export const sendTo =
  (urlOf: () => string): Send =>
  (init, search = '') =>
    fetch(`${urlOf()}${search}`, {
      method: 'POST',
      ...init,
      headers: { 'content-type': 'application/json', ...init.headers },
    });

export const body = (operation: unknown): string => JSON.stringify(operation);

export const firstError = async (response: Response) => ((await response.json()) as Answer).errors?.[0];

export const firstReason = async (response: Response) => (await firstError(response))?.extensions['reason'];
