import {
  type DirectiveNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { AppError } from '#kernel/errors.ts';
import type { Variables } from './run.ts';

/** The value of a variable that a condition stands on, with its default. @throws AppError BAD_USER_INPUT (INVALID_VARIABLES). */
export type BooleanOf = (variable: string, variables: Variables) => boolean;

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export function makeBooleanOf({ variableDefinitions = [] }: OperationDefinitionNode): BooleanOf {
  const defaults = new Map(
    variableDefinitions.map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ]),
  );
  return (name, variables) => {
    const given = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const value = given === undefined ? defaults.get(name) : given;
    if (typeof value === 'boolean') return value;
    throw new AppError('BAD_USER_INPUT', 'INVALID_VARIABLES', `$${name} must be true or false where it is used`);
  };
}

/** An operation can be compiled for each combination of its conditions; a client may send all of them, so few are kept. */
const KEPT_VARIANTS = 16;

/** Compiles once for each combination of the variables in `@skip` and `@include`. */
export function makeVariants<Compiled>(
  conditions: readonly string[],
  booleanOf: BooleanOf,
  compile: (isOn: (variable: string) => boolean) => Compiled,
): (variables: Variables) => Compiled {
  const kept = new Map<string, Compiled>();
  return (variables) => {
    const key = conditions.map((name) => (booleanOf(name, variables) ? '1' : '0')).join('');
    const known = kept.get(key);
    if (known) return known;
    if (kept.size >= KEPT_VARIANTS) kept.clear();
    const compiled = compile((name) => booleanOf(name, variables));
    kept.set(key, compiled);
    return compiled;
  };
}

/** The variables that decide what is selected. */
export function conditionsOf({ selectionSet }: OperationDefinitionNode, fragments: Fragments): string[] {
  const names = new Set<string>();
  // A fragment that no spread reaches may tell of one more: then two variants are the same.
  for (const root of [selectionSet, ...[...fragments.values()].map((fragment) => fragment.selectionSet)]) {
    visit(root, {
      Directive: (directive) => {
        for (const name of conditionNames(directive)) names.add(name);
      },
    });
  }
  return [...names];
}

const conditionNames = ({ name, arguments: [argument] = [] }: DirectiveNode): string[] =>
  isCondition(name.value) && argument?.value.kind === Kind.VARIABLE ? [argument.value.name.value] : [];

/** Whether a selection has a condition of its own. */
export const isConditional = ({ directives = [] }: Selected): boolean =>
  directives.some(({ name }) => isCondition(name.value));

const isCondition = (name: string): boolean => name === 'skip' || name === 'include';

type Selected = { readonly directives?: readonly DirectiveNode[] | undefined };

/** Whether `@skip` and `@include` let a selection in. */
export function isSelected({ directives = [] }: Selected, isOn: (variable: string) => boolean): boolean {
  return directives.every(({ name, arguments: [argument] = [] }) => {
    if (!isCondition(name.value) || !argument) return true;
    const { value } = argument;
    const given = value.kind === Kind.VARIABLE ? isOn(value.name.value) : value.kind === Kind.BOOLEAN && value.value;
    return given === (name.value === 'include');
  });
}
