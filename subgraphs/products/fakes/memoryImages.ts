import type { ImageStore, ImageTickets } from '../imagePorts.ts';
import type { MemoryProducts } from './memoryProducts.ts';

type Issued = Parameters<ImageTickets['issue']>[0];

/** Images of products in memory; no bytes. */
export function memoryImages(products: Pick<MemoryProducts, 'byIds' | 'replaceImages'>, expiresAt: Date) {
  const issued: Issued[] = [];
  const tickets: ImageTickets = {
    issue: async (granted) => {
      issued.push(granted);
      return { token: `ticket-${issued.length}`, expiresAt };
    },
  };
  const store: ImageStore = {
    change: async (productId, change) => {
      const [before] = await products.byIds([productId]);
      if (!before) return null;
      const after = change(before);
      return after === before ? before : products.replaceImages(after);
    },
  };
  return { issued, tickets, store };
}
