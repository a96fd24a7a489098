import { adminPassword } from '#tools/environment/adminPassword.ts';
import { loadDotEnv } from '#tools/environment/loadDotEnv.ts';
import { readOptions } from '#tools/environment/readOptions.ts';
import { fail } from '#tools/processes/fail.ts';
import { makeShopClient } from '../shopClient.ts';
import { buy } from './buy.ts';

const USAGE = `npm run client:example [-- OPTIONS]
Buys something in a running shop with the typed client, as a front end would, and follows the order until it is paid.

  --url URL       the gateway (default http://localhost:4000/graphql)
  --email EMAIL   who buys (default alice@bazaar.example)
  --help          this

The password is that of the demo accounts, or BAZAAR_PASSWORD.
Ends with 0 when the order is paid, 1 when it isn't, 2 for an unknown option.`;

const { url, email } = readOptions(USAGE, {
  url: { type: 'string', default: 'http://localhost:4000/graphql' },
  email: { type: 'string', default: 'alice@bazaar.example' },
});

loadDotEnv();
await buy(makeShopClient({ url }), { email, password: adminPassword(process.env) }, console.log).catch(fail);
