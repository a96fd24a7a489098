import type { ShopService } from './shopUrls.ts';

/** What the public reaches of a service besides GraphQL; the gateway passes it on as it is. */
export type PublicRoute = {
  /** This path, and everything below it. */
  readonly path: string;
  readonly service: ShopService;
  /**
   * Pages of other origins may ask, by the rules that hold for GraphQL. The rest is for mail programs, for forms and for
   * other servers: a form of a page that says `no-referrer` is sent with `Origin: null`, and must get through.
   */
  readonly forPages: boolean;
};

export const publicRoutes: readonly PublicRoute[] = [
  { path: '/files/products', service: 'products', forPages: true },
  { path: '/files/users', service: 'users', forPages: true },
  { path: '/webhooks/stripe', service: 'payments', forPages: false },
  { path: '/unsubscribe', service: 'notifications', forPages: false },
];
