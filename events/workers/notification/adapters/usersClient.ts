import type { ServiceClient } from '#kernel/serviceClient.ts';
import type { LanguageOf } from '../ports.ts';
import { UserLocale } from './usersClient.generated.ts';

/** The users subgraph, over its service-only field. */
export const makeLanguageOf =
  (call: ServiceClient): LanguageOf =>
  async (userId) => {
    const { userLocale } = await call(UserLocale, { userId });
    return userLocale && LANGUAGES[userLocale];
  };

const LANGUAGES = { EN: 'en', RO: 'ro' } as const;
