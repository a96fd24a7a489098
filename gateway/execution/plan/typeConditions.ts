import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql';

/** Whether an object that says to be of a type is of another, wider one. */
export type IsOfType = (typename: unknown, condition: string) => boolean;

export function makeIsOfType(schema: GraphQLSchema): IsOfType {
  const known = new Map<string, boolean>();
  return (typename, condition) => {
    if (typename === condition) return true;
    if (typeof typename !== 'string') return false;
    const key = `${typename} ${condition}`;
    const answer = known.get(key);
    if (answer !== undefined) return answer;
    const type = schema.getType(typename);
    const wider = schema.getType(condition);
    const isOf =
      (isObjectType(type) || isInterfaceType(type)) && isAbstractType(wider) && schema.isSubType(wider, type);
    // Only names of the schema are remembered: subgraphs may say anything.
    if (type) known.set(key, isOf);
    return isOf;
  };
}
