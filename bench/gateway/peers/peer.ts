import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { makeIdentifyUser } from '#kernel/auth/accessToken.ts';
import { loadKeys } from '#kernel/auth/keys.ts';
import { readSetup } from '../gateways/child.ts';

/** A package out of the folder that is the second argument, as far as the bench uses it. */
export async function peerPackage<Module>(name: string): Promise<Module> {
  const require = createRequire(`${process.argv[3]}/package.json`);
  return (await import(pathToFileURL(require.resolve(name)).href)) as Module;
}

/** Throws for a token that our gateway would not take either. */
export const makeVerify = () => makeIdentifyUser(loadKeys(readSetup().keysDir, 'gateway'), { isRevoked: () => false });
