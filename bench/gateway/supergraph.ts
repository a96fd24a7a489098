import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

/** Where the subgraphs of the bench listen, behind this one. */
export type Ports = {
  readonly orders: number;
  readonly users: number;
  readonly products: number;
  readonly reviews: number;
};

/** By it a request says that its answer may be kept: the gateways that keep nothing don't hear of such things. */
export const CACHEABLE_HEADER = 'x-bench-cacheable';

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.12", import: ["@key"])`;

/** Four services of a shop; what they say is small enough to read at a glance. */
export const SDL: Readonly<Record<keyof Ports, string>> = {
  orders: `${LINK}
    type Query { order(id: ID!): Order, orders: [Order!]! }
    type Order @key(fields: "id") { id: ID! number: String! placedAt: String! total: Int! status: Status! note: String buyer: User lines: [Line!]! }
    type Line { product: Product! quantity: Int! unitPrice: Int! }
    enum Status { OPEN PAID SENT }
    type User @key(fields: "id", resolvable: false) { id: ID! }
    type Product @key(fields: "id", resolvable: false) { id: ID! }`,
  users: `${LINK}
    type User @key(fields: "id") { id: ID! name: String! email: String city: String! favourite: Product }
    type Product @key(fields: "id", resolvable: false) { id: ID! }`,
  products: `${LINK}
    type Query { products: [Product!]! }
    type Product @key(fields: "id") { id: ID! title: String! description: String! price: Int! weight: Float tags: [String!]! available: Boolean! }`,
  reviews: `${LINK}
    type Product @key(fields: "id") { id: ID! stars: Float reviews: [Review!]! }
    type Review { id: ID! text: String! stars: Int! author: String! helpful: Int }`,
};

export function supergraphFor(ports: Ports): string {
  const services = Object.entries(SDL).map(([name, sdl]) => ({
    name,
    url: `http://127.0.0.1:${ports[name as keyof Ports]}/graphql`,
    typeDefs: parse(sdl),
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}
