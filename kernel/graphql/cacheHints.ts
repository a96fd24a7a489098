import type { GraphQLResolveInfo } from 'graphql';

type Hinted = { readonly cacheControl?: { setCacheHint(hint: { maxAge: number }): void } };

/** This answer may not be kept, whatever the schema's `@cacheControl` says of the field. */
export function keepNothing(info: GraphQLResolveInfo): void {
  // Apollo Server puts it there; nobody else reads it.
  (info as GraphQLResolveInfo & Hinted).cacheControl?.setCacheHint({ maxAge: 0 });
}
