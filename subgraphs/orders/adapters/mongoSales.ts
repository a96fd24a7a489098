import type { PipelineStage } from 'mongoose';
import type { Period, ProductSales, Sales, SalesFigures } from '../ports.ts';
import type { OrderModels } from './orderModels.ts';

/** A report of a busy year may take its time, but not for ever. */
const LONGEST_MS = 60_000;

export function makeMongoSales({ events, views }: OrderModels): Sales {
  const paidOrders = ({ from, to }: Period): PipelineStage[] => [
    { $match: { 'event.type': 'OrderPaid', 'event.at': { $gte: from, $lt: to } } },
    { $lookup: { from: views.collection.name, localField: 'orderId', foreignField: '_id', as: 'order' } },
    { $unwind: '$order' },
  ];
  return {
    days: async (period) => {
      const [sold, refunded] = await Promise.all([
        events.aggregate<Day>([...paidOrders(period), ...SOLD_BY_DAY]).option({ maxTimeMS: LONGEST_MS }),
        events.aggregate<Day>(refundedByDay(period)).option({ maxTimeMS: LONGEST_MS }),
      ]);
      return byDay([...sold, ...refunded]);
    },
    topProducts: (period, first) =>
      events
        .aggregate<ProductSales>([...paidOrders(period), ...bestSellers(first)])
        .option({ maxTimeMS: LONGEST_MS })
        .exec(),
  };
}

type Day = Partial<SalesFigures> & { readonly _id: Date };

const DAY = { $dateTrunc: { date: '$event.at', unit: 'day' } } as const;
const LINE_TOTAL = { $multiply: ['$$item.quantity', '$$item.unitPrice.amount'] } as const;
const overItems = (value: object | string) => ({ $sum: { $map: { input: '$order.items', as: 'item', in: value } } });

/** A subtotal comes from the lines, so that it is there for orders of every age. */
const SOLD_BY_DAY: PipelineStage[] = [
  {
    $project: {
      day: DAY,
      units: overItems('$$item.quantity'),
      subtotal: overItems(LINE_TOTAL),
      total: '$order.total.amount',
    },
  },
  {
    $group: {
      _id: '$day',
      orders: { $sum: 1 },
      units: { $sum: '$units' },
      subtotal: { $sum: '$subtotal' },
      discount: { $sum: { $subtract: ['$subtotal', '$total'] } },
    },
  },
];

const refundedByDay = ({ from, to }: Period): PipelineStage[] => [
  { $match: { 'event.type': 'OrderRefunded', 'event.at': { $gte: from, $lt: to } } },
  { $group: { _id: DAY, refunded: { $sum: '$event.amount.amount' } } },
];

const bestSellers = (first: number): PipelineStage[] => [
  { $sort: { 'event.at': 1 } },
  { $unwind: '$order.items' },
  {
    $group: {
      _id: '$order.items.productId',
      name: { $last: '$order.items.name' },
      units: { $sum: '$order.items.quantity' },
      amount: { $sum: { $multiply: ['$order.items.quantity', '$order.items.unitPrice.amount'] } },
    },
  },
  { $sort: { units: -1, amount: -1, _id: 1 } },
  { $limit: first },
  { $project: { _id: 0, productId: '$_id', name: 1, units: 1, amount: 1 } },
];

function byDay(parts: readonly Day[]) {
  const days = Map.groupBy(parts, ({ _id }) => _id.getTime());
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([time, figures]) => ({
      ...{ orders: 0, units: 0, subtotal: 0, discount: 0, refunded: 0 },
      ...Object.assign({}, ...figures.map(({ _id, ...rest }) => rest)),
      day: new Date(time),
    }));
}
