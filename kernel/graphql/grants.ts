import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { AppError } from '../errors.ts';

/** Root field → the services that may use it. A field that services only may use is `@inaccessible` in the schema. */
export type Grants = Readonly<Record<string, readonly string[]>>;

type Resolve = GraphQLFieldResolver<unknown, { call: { caller: string } }>;

/**
 * Closes every `@inaccessible` root field to all callers but those granted. What the table does not name is closed to
 * everyone, and a grant for a field that is not there is a mistake.
 *
 * @throws AppError INTERNAL (GRANT_WITHOUT_FIELD).
 */
export function enforceGrants(schema: GraphQLSchema, grants: Grants): void {
  const guarded = new Set<string>();
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (!field.astNode?.directives?.some(({ name }) => name.value === 'inaccessible')) continue;
      guarded.add(field.name);
      const allow = (resolve: Resolve) => allowOnly(grants[field.name] ?? [], field.name, resolve);
      field.resolve = allow(field.resolve ?? defaultFieldResolver);
      if (field.subscribe) field.subscribe = allow(field.subscribe);
    }
  }
  const missing = Object.keys(grants).filter((field) => !guarded.has(field));
  if (missing.length === 0) return;
  throw new AppError(
    'INTERNAL',
    'GRANT_WITHOUT_FIELD',
    `granted, but not @inaccessible root fields: ${missing.join(', ')}`,
  );
}

const allowOnly =
  (callers: readonly string[], field: string, resolve: Resolve): Resolve =>
  (source, args, context, info) => {
    if (callers.includes(context.call.caller)) return resolve(source, args, context, info);
    throw new AppError('FORBIDDEN', 'SERVICE_ONLY', `${field} is for services that were granted it`);
  };
