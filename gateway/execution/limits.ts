import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { AppError } from '#kernel/errors.ts';

/** How much one operation may ask for, with every fragment counted wherever it is used. */
type Limits = {
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** In all: bounds what the planner has to look at. */
  readonly fields: number;
};

export type OperationLimits = Limits & {
  /** Of the whole document; holds while it is parsed. */
  readonly tokens: number;
  /** From `__schema` and `__type` down: tools ask for more there than operations need. */
  readonly introspection: Limits;
};

export const defaultLimits: OperationLimits = {
  tokens: 1_000,
  depth: 10,
  aliases: 15,
  rootFields: 10,
  directives: 50,
  fields: 1_000,
  introspection: { depth: 20, aliases: 15, rootFields: 10, directives: 50, fields: 1_000 },
};

const REASONS = {
  depth: ['OPERATION_TOO_DEEP', 'levels'],
  aliases: ['TOO_MANY_ALIASES', 'aliases'],
  rootFields: ['TOO_MANY_ROOT_FIELDS', 'root fields'],
  directives: ['TOO_MANY_DIRECTIVES', 'directives'],
  fields: ['TOO_MANY_FIELDS', 'fields'],
} as const satisfies Record<keyof Limits, readonly [reason: string, noun: string]>;

const DIMENSIONS = Object.keys(REASONS) as (keyof Limits)[];

/** What makes an operation too large, one error each; none when it may be validated and planned. */
export function exceededLimits(document: DocumentNode, limits: OperationLimits): AppError[] {
  const fragments = new Map(
    document.definitions
      .filter((node): node is FragmentDefinitionNode => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  );
  const counter = new Counter(fragments);
  return document.definitions
    .filter((node): node is OperationDefinitionNode => node.kind === Kind.OPERATION_DEFINITION)
    .map((operation) => both(counter.total(operation.selectionSet), inData({ directives: lengthOf(operation) })))
    .flatMap(({ data, introspection }) => [
      ...over(data, limits, 'the operation'),
      ...over(introspection, limits.introspection, 'its introspection'),
    ]);
}

function over(counted: Limits, limits: Limits, what: string): AppError[] {
  return DIMENSIONS.filter((dimension) => counted[dimension] > limits[dimension]).map((dimension) => {
    const [reason, noun] = REASONS[dimension];
    return tooLarge(
      reason,
      `${what} has more than ${limits[dimension]} ${noun}; fragments count wherever they are used`,
    );
  });
}

export const tooLarge = (reason: string, message: string): AppError => new AppError('BAD_USER_INPUT', reason, message);

type Count = { readonly data: Limits; readonly introspection: Limits };

const NONE: Limits = { depth: 0, aliases: 0, rootFields: 0, directives: 0, fields: 0 };
const NOTHING: Count = { data: NONE, introspection: NONE };

/** Counts each fragment once and adds it at each use, so that fragments which double at every level cost nothing. */
class Counter {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #known = new Map<string, Count>();

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#fragments = fragments;
  }

  total({ selections }: SelectionSetNode): Count {
    return selections.map((node) => this.#count(node)).reduce(both, NOTHING);
  }

  #count(node: SelectionNode): Count {
    const directives = lengthOf(node);
    if (node.kind === Kind.FRAGMENT_SPREAD) return both(this.#fragment(node.name.value), inData({ directives }));
    const below = node.selectionSet ? this.total(node.selectionSet) : NOTHING;
    if (node.kind === Kind.INLINE_FRAGMENT) return both(below, inData({ directives }));
    const field = { depth: 1, aliases: node.alias ? 1 : 0, rootFields: 1, directives, fields: 1 };
    if (node.name.value === '__schema' || node.name.value === '__type') {
      return { data: NONE, introspection: under(field, sum(below.data, below.introspection)) };
    }
    return { data: under(field, below.data), introspection: below.introspection };
  }

  #fragment(name: string): Count {
    const known = this.#known.get(name);
    if (known) return known;
    this.#known.set(name, NOTHING); // a fragment inside itself ends here; validation refuses it
    const definition = this.#fragments.get(name);
    const count = definition ? this.total(definition.selectionSet) : NOTHING;
    this.#known.set(name, count);
    return count;
  }
}

const inData = (some: Partial<Limits>): Count => ({ data: { ...NONE, ...some }, introspection: NONE });

const both = (a: Count, b: Count): Count => ({
  data: sum(a.data, b.data),
  introspection: sum(a.introspection, b.introspection),
});

const sum = (a: Limits, b: Limits): Limits => ({
  depth: Math.max(a.depth, b.depth),
  aliases: a.aliases + b.aliases,
  rootFields: a.rootFields + b.rootFields,
  directives: a.directives + b.directives,
  fields: a.fields + b.fields,
});

/** A field on top of what it selects. */
const under = (field: Limits, below: Limits): Limits => ({
  ...sum(field, below),
  depth: field.depth + below.depth,
  rootFields: field.rootFields,
});

const lengthOf = ({ directives }: { readonly directives?: readonly DirectiveNode[] | undefined }): number =>
  directives?.length ?? 0;
