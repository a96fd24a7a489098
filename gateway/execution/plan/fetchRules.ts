import type { FetchNode } from '@apollo/query-planner';
import type { FieldRule, FieldRules } from '../../resilience/fieldRules.ts';
import type { SubgraphAnswer } from '../subgraphClient.ts';
import { type AskedField, askedFields } from './askedFields.ts';
import type { Place } from './places.ts';
import { clientPath } from './plannerNames.ts';
import type { Run, Tree } from './run.ts';
import type { IsOfType } from './typeConditions.ts';
import { type BooleanOf, isSelected } from './variants.ts';

/** What the fields of one fetch agree to. */
export type FetchRules = {
  /** How long the fetch is worth waiting for, in milliseconds: only if each of its fields says so. */
  readonly withinMs: number | undefined;
  /**
   * Puts the declared values in the place of fields whose fetch met nobody.
   *
   * @param objects that the fetch was to complete and did not.
   * @returns whether that makes up for all of it: then there is nothing to complain about.
   */
  spare(answer: SubgraphAnswer, run: Run, objects: () => readonly Tree[]): boolean;
};

export type RuleContext = {
  readonly isOfType: IsOfType;
  readonly booleanOf: BooleanOf;
  /** What the supergraph says of fields, if anything. */
  readonly fieldRules?: FieldRules | undefined;
  /** What fetches of the plan need of earlier ones, by response keys. */
  readonly required?: ReadonlySet<string>;
};

type Asked = AskedField & { readonly rule: FieldRule | undefined };

/** @returns undefined where none of its fields has a rule. */
export function compileFetchRules(node: FetchNode, place: Place, context: RuleContext): FetchRules | undefined {
  const { fieldRules, required = new Set() } = context;
  if (!fieldRules || node.operationKind !== 'query') return undefined;
  const asked = askedFields(node).map((field): Asked => ({ ...field, rule: ruleOf(field, fieldRules) }));
  if (!asked.some(({ rule }) => rule)) return undefined;
  const times = asked.map(({ rule }) => rule?.withinMs);
  const withinMs = times.every((ms) => ms !== undefined) ? Math.max(...times) : undefined;
  // A value that was only declared is for clients: no subgraph is told that it is so.
  const isSparable = ({ rule, key }: Asked) => rule?.fallback !== undefined && !required.has(key);
  return {
    withinMs,
    spare: (answer, run, objects) => {
      const reason = reasonIn(answer);
      const spared = reason === undefined ? [] : objects();
      if (reason === undefined || spared.length === 0) return false;
      const paths = place.pathsIn(run.root);
      let isWhole = true;
      for (const object of spared) {
        for (const field of asked.filter((each) => isMeant(each, object, run, context))) {
          isWhole &&= isSparable(field);
          if (field.rule?.fallback) standIn(field, field.rule.fallback.value, { object, paths, reason, run, node });
        }
      }
      return isWhole;
    },
  };
}

const ruleOf = ({ type, name }: AskedField, rules: FieldRules) => rules.get(`${type}.${name}`);

/** Why a fetch met nobody: a subgraph's refusals and its errors about single fields are none of that. */
function reasonIn({ data, errors = [] }: SubgraphAnswer): string | undefined {
  const isAway = errors.every(({ extensions }) => extensions.code === 'UNAVAILABLE' && (!data || extensions.service));
  return isAway ? errors[0]?.extensions.reason : undefined;
}

function isMeant({ type, directives }: Asked, object: Tree, { variables }: Run, context: RuleContext): boolean {
  const typename = object['__typename'];
  if (typename !== undefined && !context.isOfType(typename, type)) return false;
  return directives.length === 0 || isSelected({ directives }, (name) => context.booleanOf(name, variables));
}

type StoodIn = {
  readonly object: Tree;
  readonly paths: ReturnType<Place['pathsIn']>;
  readonly reason: string;
  readonly run: Run;
  readonly node: FetchNode;
};

function standIn({ key }: Asked, value: unknown, { object, paths, reason, run, node }: StoodIn): void {
  run.standIns ??= [];
  for (const path of paths.get(object) ?? []) {
    const where = [...path, ...clientPath([key])];
    run.standIns.push({ object, key, value, path: where, reason, service: node.serviceName });
  }
}
