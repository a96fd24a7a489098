import type { ExplorerSetup, SignIn } from '../explorer/explorer.ts';
import { accounts } from './chapters/accounts.ts';
import { afterwards } from './chapters/afterwards.ts';
import { browsing } from './chapters/browsing.ts';
import { buying } from './chapters/buying.ts';
import { managing } from './chapters/managing.ts';

const SESSION = `... on Session { accessToken refreshToken expiresAt } ... on UserError { message }`;

/** The demo accounts become one-click buttons where their password is known. */
function signIn(demoPassword: string | undefined): SignIn {
  return {
    login: `mutation SignIn($email: String!, $password: String!) {
      login(input: { email: $email, password: $password }) { ${SESSION} }
    }`,
    refresh: `mutation Refresh($refreshToken: String!) {
      refreshSession(input: { refreshToken: $refreshToken }) { ${SESSION} }
    }`,
    accounts: ['alice', 'bob', 'admin'].map((name) => ({
      name,
      email: `${name}@bazaar.example`,
      ...(demoPassword !== undefined && { password: demoPassword }),
    })),
  };
}

/** The whole story of a purchase, ready to run. */
export const shopStory = (endpoint: string, demoPassword: string | undefined): ExplorerSetup => ({
  title: 'Bazaar',
  endpoint,
  chapters: [browsing, buying, afterwards, managing, accounts],
  remember: {
    productId: ['createProduct.product.id', 'product.id', 'products.nodes.0.id'],
    orderId: ['placeOrder.order.id', 'orderStatusChanged.order.id', 'myOrders.nodes.0.id'],
  },
  missing: {
    productId: '← first run “Browse the catalogue”',
    orderId: '← first run “Place an order”',
  },
  signIn: signIn(demoPassword),
});
