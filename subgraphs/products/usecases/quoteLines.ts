import type { WantedLine } from '../domain/stock.ts';
import type { Catalogue, QuotedLine } from '../ports.ts';

type Deps = { catalogue: Pick<Catalogue, 'byIds'> };

/** Prices and units as they are now, one answer for each line; nothing is held. */
export const makeQuoteLines =
  ({ catalogue }: Deps) =>
  async (lines: readonly WantedLine[]): Promise<QuotedLine[]> => {
    const products = await catalogue.byIds(lines.map(({ productId }) => productId));
    return lines.map(({ productId }, index) => {
      const product = products[index];
      return { productId, product, status: product?.status === 'ACTIVE' ? 'OK' : 'UNAVAILABLE' };
    });
  };
