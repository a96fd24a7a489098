import { dateTimeScalar, minorUnitsScalar } from '#kernel/graphql/scalars.ts';
import { moneyResolvers } from '#kernel/money.ts';
import type { Resolvers } from './generated.ts';
import { catalogueResolvers } from './resolvers/catalogue.ts';
import { exchangeResolvers } from './resolvers/exchange.ts';
import { imageResolvers } from './resolvers/images.ts';
import { liveResolvers } from './resolvers/live.ts';
import { productResolvers } from './resolvers/product.ts';
import { stockResolvers } from './resolvers/stock.ts';

export const resolvers: Resolvers = {
  ...productResolvers,
  ...liveResolvers,

  Query: { ...catalogueResolvers.Query, ...stockResolvers.Query },
  Mutation: {
    ...catalogueResolvers.Mutation,
    ...exchangeResolvers.Mutation,
    ...imageResolvers.Mutation,
    ...stockResolvers.Mutation,
  },

  ProductImage: imageResolvers.ProductImage,
  QuotedLine: stockResolvers.QuotedLine,

  Money: moneyResolvers,
  DateTime: dateTimeScalar,
  MinorUnits: minorUnitsScalar,
};
