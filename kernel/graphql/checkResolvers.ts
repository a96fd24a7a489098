import { type GraphQLSchema, isEnumType, isInterfaceType, isObjectType, isScalarType, isUnionType } from 'graphql';
import { AppError } from '../errors.ts';

type ResolverMap = Readonly<Record<string, unknown>>;

/**
 * `@apollo/subgraph` silently drops resolvers for types and fields that the schema does not have; here they stop the start.
 *
 * @throws AppError INTERNAL (UNKNOWN_RESOLVERS) that names each.
 */
export function checkResolvers(schema: GraphQLSchema, resolvers: ResolverMap): void {
  const unknown = Object.entries(resolvers).flatMap(([typeName, fields]) => unknownIn(schema, typeName, fields));
  if (unknown.length === 0) return;
  throw new AppError('INTERNAL', 'UNKNOWN_RESOLVERS', `resolvers without a place in the schema: ${unknown.join(', ')}`);
}

function unknownIn(schema: GraphQLSchema, typeName: string, fields: unknown): string[] {
  const type = schema.getType(typeName);
  if (!type) return [typeName];
  if (isScalarType(type) || isEnumType(type) || isUnionType(type) || typeof fields !== 'object' || fields === null)
    return [];
  const known = isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
  return Object.keys(fields)
    .filter((field) => !field.startsWith('__') && !Object.hasOwn(known, field))
    .map((field) => `${typeName}.${field}`);
}
