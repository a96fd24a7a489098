import fc from 'fast-check';
import {
  buildClientSchema,
  type GraphQLArgument,
  getIntrospectionQuery,
  type IntrospectionQuery,
  OperationTypeNode,
} from 'graphql';
import { type Answer, ask, type Caller, callersOf } from './callers.ts';
import { documentOf, nestedDocumentOf, nestedFieldsOf } from './documents.ts';
import { anyArguments } from './inputs.ts';
import { Pool } from './pool.ts';

/** What a client may be told, whatever it sends. Anything else is our fault. */
const ALLOWED = new Set(['BAD_USER_INPUT', 'UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'REFUSED', 'CONFLICT']);

/** Operations that are choosy are asked so many times more. */
const INSIST = 40;

type Root = {
  readonly kind: OperationTypeNode;
  readonly name: string;
  readonly document: string;
  readonly args: readonly GraphQLArgument[];
};
type Options = {
  readonly url: string;
  readonly adminPassword: string;
  readonly rounds: number;
  /** Gives the same inputs again, as far as the shop gives the same ids. */
  readonly seed: number;
};

export type Findings = {
  /** What was asked and answered with an error of ours. */
  readonly faults: readonly object[];
  /** Operations of which no input was ever taken, with what was said to each role last. */
  readonly unreached: Readonly<Record<string, object>>;
  readonly operations: number;
  readonly calls: number;
  /** Names of all types that were answered with. */
  readonly outcomes: ReadonlySet<string>;
};

/** Calls every query and mutation with inputs made up from the schema, as everybody who may call, over and over. */
export async function fuzz({ url, adminPassword, rounds, seed }: Options): Promise<Findings> {
  const pool = new Pool();
  const roots = await rootsOf(url);
  const callers = callersOf({ url, adminPassword, pool });
  const refusals = new Map<string, Record<string, unknown>>(roots.map(({ name }) => [name, {}]));
  const faults: object[] = [];
  const outcomes = new Set<string>();
  let calls = 0;

  const call = async ({ kind, name, document, args }: Root, caller: Caller, nasty: number, turn: number) => {
    const { role } = caller;
    const inputs = anyArguments(name, args, { pool, role, nasty });
    const [variables] = fc.sample(inputs, { numRuns: 1, seed: seed + turn });
    const answer = await caller.ask(document, variables);
    calls += 1;
    const said = refusals.get(name);
    if (!answer.errors) refusals.delete(name);
    else if (said) said[role] = answer.errors.map(({ message }) => message);
    faults.push(...faultsOf(answer).map((fault) => ({ name, by: role, variables, fault })));
    for (const outcome of Object.values(answer.data ?? {})) outcomes.add(typeOf(outcome));
    // Admins are shown what is not their own; their account is needed to the end.
    const isOwn = kind === OperationTypeNode.MUTATION || role !== 'admin';
    if (!isOfAdmin(answer)) pool.harvest(answer.data, isOwn ? role : undefined);
  };

  let turn = 0;
  for (let round = 0; round < rounds; round += 1) {
    // Every third input is one that nobody means. Visitors are refused nearly everything: they try less often.
    const nasty = round % 3 === 2 ? 40 : 2;
    const some = callers.filter(({ role }) => role !== 'visitor' || round % 4 === 0);
    for (const root of roots) await Promise.all(some.map((caller) => call(root, caller, nasty, turn++)));
  }
  for (let more = 0; more < INSIST && refusals.size > 0; more += 1) {
    const missing = roots.filter(({ name }) => refusals.has(name));
    for (const root of missing) await Promise.all(callers.map((caller) => call(root, caller, 0, turn++)));
  }
  return { faults, unreached: Object.fromEntries(refusals), operations: roots.length, calls, outcomes };
}

async function rootsOf(url: string): Promise<Root[]> {
  const { data } = await ask(url, getIntrospectionQuery(), {});
  const schema = buildClientSchema(data as unknown as IntrospectionQuery); // what it was asked for
  const kinds = [
    [OperationTypeNode.QUERY, schema.getQueryType()],
    [OperationTypeNode.MUTATION, schema.getMutationType()],
  ] as const;
  const fields = kinds.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => ({ kind, field })),
  );
  const nested = fields
    .filter(({ kind }) => kind === OperationTypeNode.QUERY)
    .flatMap(({ kind, field }) =>
      nestedFieldsOf(field).map((below) => ({
        kind,
        name: `${field.name}.${below.name}`,
        document: nestedDocumentOf(field, below),
        args: [...field.args, ...below.args],
      })),
    );
  const roots = fields.map(({ kind, field }) => ({
    kind,
    name: field.name,
    document: documentOf(kind, field),
    args: field.args,
  }));
  return [...roots, ...nested];
}

const typeOf = (value: unknown): string =>
  typeof value === 'object' && value !== null && '__typename' in value ? String(value.__typename) : typeof value;

const isOfAdmin = ({ data }: Answer) => JSON.stringify(data ?? {}).includes('admin@bazaar.example');

/** Too many sign-ins at once are the fault of this machine, which makes them. */
function faultsOf({ status, errors = [] }: Answer): object[] {
  const bad = errors.filter(
    ({ extensions }) => !ALLOWED.has(String(extensions?.['code'])) && extensions?.['reason'] !== 'SIGN_IN_BUSY',
  );
  return bad.length === 0 && status >= 500 ? [{ status, errors }] : bad;
}
