import { grants, portOffsets, services } from '#subgraphs/directory.ts';
import type { Member } from './world.ts';

type Service = (typeof services)[number];
type Subgraph = keyof typeof grants;

const subgraphs = Object.keys(grants) as Subgraph[];

/** Whom a service calls over HTTP: the gateway all, others whose service-only fields they may use. */
export const calleesOf = (caller: Service): Subgraph[] =>
  caller === 'gateway' ? subgraphs : subgraphs.filter((callee) => callersOf(callee).includes(caller));

const callersOf = (callee: Subgraph): readonly Service[] => Object.values<readonly Service[]>(grants[callee]).flat();

const SECOND: readonly Service[] = ['gateway', 'products', 'orders', 'email', 'notification', 'expiration'];

/** A process of the shop, and the service that it runs. */
export type Place = {
  readonly member: Member;
  readonly service: Service;
  /** Its PORT_BASE, and its own port. */
  readonly base: number;
  readonly port: number;
};

/** Of a world with so many replicas. Gateways come last, since they wait for the others. */
export function placesOf(replicas: 1 | 2, bases: readonly [number, number]): Place[] {
  const inTurn = services.toSorted((one, other) => rank(one) - rank(other));
  const first = inTurn.map((service) => placeOf(service, service, bases[0]));
  if (replicas === 1) return first;
  const second = inTurn.filter((service) => SECOND.includes(service));
  return [...first, ...second.map((service) => placeOf(`${service}-2`, service, bases[1]))];
}

const rank = (service: Service): number => (service === 'gateway' ? 1 : 0);

const placeOf = (member: Member, service: Service, base: number): Place => ({
  member,
  service,
  base,
  port: base + portOffsets[service],
});

/** Who answers when `caller` calls `callee`: of two replicas the one with the same number. */
export function calleeOf(caller: Place, callee: Service, places: readonly Place[]): Place {
  const suffix = caller.member.slice(caller.service.length);
  const found = [`${callee}${suffix}`, callee].map((name) => places.find(({ member }) => member === name));
  const place = found.find((each) => each !== undefined);
  if (place) return place;
  throw new Error(`nobody runs ${callee}`);
}
