import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLNamedOutputType,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type OperationTypeNode,
} from 'graphql';

type Field = GraphQLField<unknown, unknown>;
type Composite = GraphQLObjectType | GraphQLInterfaceType;

const DEPTH = 3;

/** An operation of one root field: every argument is a variable, and as much is selected as needs no argument. */
export const documentOf = (kind: OperationTypeNode, field: Field): string =>
  `${kind}${variablesOf(field.args)} { ${called(field)} ${selectionOf(getNamedType(field.type), DEPTH)} }`;

/** A query of one field below a root field, with the arguments of both as variables. */
export const nestedDocumentOf = (root: Field, field: Field): string =>
  `query${variablesOf([...root.args, ...field.args])} {
    ${called(root)} { ${called(field)} ${selectionOf(getNamedType(field.type), DEPTH - 1)} }
  }`;

/** Fields with arguments below a root field that gives one object. */
export function nestedFieldsOf({ type }: Field): readonly Field[] {
  const named = getNamedType(type);
  return isObjectType(named) ? Object.values(named.getFields()).filter(({ args }) => args.length > 0) : [];
}

const variablesOf = (args: Field['args']): string =>
  args.length === 0 ? '' : ` (${args.map(({ name, type }) => `$${name}: ${type}`).join(', ')})`;

const called = ({ name, args }: Field): string =>
  args.length === 0 ? name : `${name}(${args.map((argument) => `${argument.name}: $${argument.name}`).join(', ')})`;

function selectionOf(type: GraphQLNamedOutputType, depth: number): string {
  if (isLeafType(type)) return '';
  if (!isUnionType(type)) return `{ __typename ${fieldsOf(type, depth)} }`;
  const members = type.getTypes();
  const successes = members.filter((member) => !isUserError(member));
  const errors = members.length > successes.length ? '... on UserError { code message param }' : '';
  return `{ __typename ${errors} ${successes.map((member) => `... on ${member.name} { ${fieldsOf(member, depth) || '__typename'} }`).join(' ')} }`;
}

const isUserError = (type: GraphQLObjectType): boolean => type.getInterfaces().some(({ name }) => name === 'UserError');

const fieldsOf = (type: Composite, depth: number): string =>
  Object.values(type.getFields())
    .filter(({ args }) =>
      args.every((argument) => !isNonNullType(argument.type) || argument.defaultValue !== undefined),
    )
    .filter(({ type: result }) => isLeafType(getNamedType(result)) || (depth > 1 && isWorthIt(getNamedType(result))))
    .map((field) => `${field.name} ${selectionOf(getNamedType(field.type), depth - 1)}`)
    .join(' ');

/** Lists of lists would make a small operation a large one. */
const isWorthIt = (type: GraphQLNamedOutputType): boolean =>
  (isObjectType(type) || isInterfaceType(type)) && !type.name.endsWith('Connection');
