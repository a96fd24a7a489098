import { readOptions } from '../environment/readOptions.ts';
import { fail } from '../processes/fail.ts';
import { packClient } from './pack.ts';

const USAGE = `npm run client:pack [-- --out FOLDER]
Writes the typed client (client/) as a package: JavaScript, types, operations and the schema that clients see.

  --out FOLDER   where to; made if it isn't there (default: .data/bazaar-client)
  --help         this`;

const { out } = readOptions(USAGE, { out: { type: 'string', default: '.data/bazaar-client' } });
await packClient(out).catch(fail);
console.log(`wrote ${out}`);
