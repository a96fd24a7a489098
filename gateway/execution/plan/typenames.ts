import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { isConditional } from './variants.ts';

export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/**
 * Objects of which conditions may leave nothing are asked what they are: whether one is there is part of the answer, and the
 * planner would not ask for it at all.
 */
export function withTypenames(schema: GraphQLSchema, document: DocumentNode): DocumentNode {
  const info = new TypeInfo(schema);
  const roots: unknown[] = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return visit(
    document,
    visitWithTypeInfo(info, {
      SelectionSet: (node) => {
        const isSure = !node.selections.every(isConditional) || roots.includes(info.getParentType());
        return isSure ? undefined : { ...node, selections: [...node.selections, TYPENAME] };
      },
    }),
  );
}
