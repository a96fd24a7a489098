import type { Injuries } from './checks/evidence.ts';
import type { StockWatch } from './checks/watchStock.ts';
import type { Finding, Sale, Sample } from './types.ts';
import type { OperationLog } from './workload/operationLog.ts';
import type { Habits } from './workload/visits.ts';
import type { World, WorldOptions } from './world/world.ts';

/** Customers at work, until they are stopped. */
export type Customers = {
  readonly log: OperationLog;
  /**
   * Puts new products on their shelves. @returns what lets so many more customers in at once, who want nothing else; it
   * resolves when all have ended their visits.
   */
  openSale(sale: Sale): Promise<(customers: number) => Promise<void>>;
  /** They end what they have begun, and come no more. */
  stop(): Promise<void>;
  /** Those go who have been watching their orders to the end. */
  leave(): Promise<void>;
};

export type CustomersOptions = {
  /** How many come in a second. */
  readonly rate: number;
  /** What they want and do. */
  random(): number;
  /** Ms since the start. */
  elapsed(): number;
  /** How likely what they do with an order is, where that matters. */
  readonly endings?: Habits['endings'] | undefined;
};

export type Gauge = {
  /** `ordersOpen`: those that are neither paid nor given up. */
  read(): Promise<Omit<Sample, 'at' | 'ordersPlaced'> & { readonly ordersOpen: number }>;
  close(): Promise<void>;
};

/** What a campaign is made of; tests put others in their place. */
export type CampaignParts = {
  openWorld(options: WorldOptions): Promise<World>;
  openCustomers(world: World, by: CustomersOptions): Promise<Customers>;
  openGauge(world: Pick<World, 'mongodbUri' | 'databasePrefix'>): Promise<Gauge>;
  watchStock(world: World): Promise<StockWatch>;
  check(world: World, log: OperationLog, injuries: Injuries): Promise<readonly Finding[]>;
  pause(ms: number, signal?: AbortSignal): Promise<void>;
};
