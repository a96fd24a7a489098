import { requireAdmin } from '#kernel/auth/principal.ts';
import type { Resolvers } from '../generated.ts';

/** The catalogue as a file, out and in. */
export const exchangeResolvers = {
  Mutation: {
    requestCatalogueExport: async (_root, { input: { format } }, { call, exchange }) => {
      const holder = requireAdmin(call.principal);
      const { url, expiresAt } = await exchange.requestExport({ subject: { format }, holder });
      return { url, expiresAt };
    },
    requestCatalogueImport: async (_root, { input: { format, dryRun = false } }, { call, exchange }) => {
      const holder = requireAdmin(call.principal);
      const { url: uploadUrl, expiresAt } = await exchange.requestImport({ subject: { format, dryRun }, holder });
      return { uploadUrl, method: 'PUT', expiresAt };
    },
  },
} satisfies Resolvers;
