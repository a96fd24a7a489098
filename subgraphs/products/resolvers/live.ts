import { AppError } from '#kernel/errors.ts';
import { availabilityOf } from '../domain/availability.ts';
import type { Product } from '../domain/product.ts';
import type { Resolvers } from '../generated.ts';
import { productNotFound } from '../live/liveAvailability.ts';

/** How many units there are, live, for everybody. */
export const liveResolvers = {
  Subscription: {
    availabilityChanged: {
      subscribe: async (_root, { productId }, { byId, watchAvailability }) => {
        if (!(await byId.load(productId))) throw productNotFound();
        return watchAvailability(productId);
      },
      resolve: (product: Product | AppError) => {
        if (product instanceof AppError) throw product;
        return product;
      },
    },
  },

  AvailabilityChange: {
    productId: ({ id }) => id,
    product: (product) => product,
    availability: availabilityOf,
  },
} satisfies Resolvers;
