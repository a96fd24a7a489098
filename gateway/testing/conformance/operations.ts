import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isNonNullType,
  isObjectType,
  isUnionType,
} from 'graphql';
import { type Random, seeded } from './random.ts';

export type Generated = { readonly query: string; readonly variables: Record<string, unknown> };

/**
 * One operation of a schema, always the same for a seed. Not every one is valid: fields of one name may conflict.
 *
 * @param isPlain without aliases and arguments: all executors then ask subgraphs for the same.
 */
export function generateOperation(schema: GraphQLSchema, seed: string, isPlain = false): Generated {
  return new Generator(schema, seeded(seed), isPlain).operation();
}

type Composite = { readonly name: string } & GraphQLOutputType;

class Generator {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #definitions: string[] = [];
  readonly #variables: Record<string, unknown> = {};
  readonly #fragments: string[] = [];
  readonly #isPlain: boolean;
  #left = 40;

  constructor(schema: GraphQLSchema, random: Random, isPlain: boolean) {
    this.#isPlain = isPlain;
    this.#schema = schema;
    this.#random = random;
  }

  operation(): Generated {
    const mutation = this.#schema.getMutationType();
    const isMutation = mutation && this.#random.chance(12);
    const root = isMutation ? mutation : this.#schema.getQueryType();
    if (!root) throw new Error('no root type');
    const body = this.#selections(root, 0);
    const head = `${isMutation ? 'mutation' : 'query'} G${this.#definitions.length > 0 ? `(${this.#definitions.join(', ')})` : ''}`;
    return { query: [`${head} ${body}`, ...this.#fragments].join('\n'), variables: this.#variables };
  }

  #selections(type: Composite, depth: number): string {
    const count = 1 + this.#random.next(depth === 0 ? 3 : 4);
    const all = Array.from({ length: count }, () => this.#selection(type, depth));
    return `{ ${all.join(' ')} }`;
  }

  #selection(type: Composite, depth: number): string {
    this.#left--;
    const isUnion = isUnionType(type);
    if (isUnion || (isAbstractType(type) && this.#random.chance(35)) || this.#random.chance(8)) {
      if (this.#random.chance(isUnion ? 15 : 5)) return this.#typename();
      return this.#fragment(type, depth);
    }
    if (this.#random.chance(8)) return this.#typename();
    return this.#field(type, depth);
  }

  #typename(): string {
    return `${this.#isPlain ? '' : this.#random.one(['', '', 'kind: ', 'constructor: '])}__typename${this.#condition()}`;
  }

  #fragment(type: Composite, depth: number): string {
    const types = isAbstractType(type)
      ? [type, ...this.#schema.getPossibleTypes(type), ...this.#widerThan(type)]
      : [type];
    const on = this.#random.one(types);
    const body = this.#selections(on, depth + 0.5);
    if (this.#random.chance(70))
      return `... ${this.#random.chance(90) ? `on ${on.name}` : on === type ? '' : `on ${on.name}`}${this.#condition()} ${body}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${on.name} ${body}`);
    return `...${name}${this.#condition()}`;
  }

  /** Interfaces that some of its types implement. */
  #widerThan(type: Composite): Composite[] {
    if (!isAbstractType(type)) return [];
    return this.#schema.getPossibleTypes(type).flatMap((possible) => possible.getInterfaces());
  }

  #field(type: Composite, depth: number): string {
    if (!isObjectType(type) && !isInterfaceType(type)) return '__typename';
    const all = Object.values(type.getFields()).filter(({ args }) => !this.#isPlain || args.length === 0);
    const shallow = all.filter((field) => !isCompositeType(getNamedType(field.type)));
    if (all.length === 0) return '__typename';
    const isEnd = depth >= 4 || this.#left < 0;
    if (isEnd && shallow.length === 0) return '__typename';
    const field = this.#random.one(isEnd ? shallow : all);
    const named = getNamedType(field.type);
    const below = isCompositeType(named) ? ` ${this.#selections(named, depth + 1)}` : '';
    return `${this.#alias()}${field.name}${this.#arguments(field)}${this.#condition()}${below}`;
  }

  #alias(): string {
    if (this.#isPlain || !this.#random.chance(25)) return '';
    return `${this.#random.one(['a', 'b', 'c', 'toString', 'id', 'name', '__proto__'])}: `;
  }

  #arguments({ args }: GraphQLField<unknown, unknown>): string {
    const given = args
      .filter(({ type }) => isNonNullType(type) || this.#random.chance(60))
      .map((arg) => this.#argument(arg));
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  #argument({ name, type }: GraphQLArgument): string {
    const value = this.#value(type);
    if (this.#random.chance(50)) return `${name}: ${isEnumType(getNamedType(type)) ? value : JSON.stringify(value)}`;
    return `${name}: $${this.#variable(String(type), value)}`;
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#definitions.length}`;
    this.#definitions.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return name;
  }

  #value(type: GraphQLInputType): unknown {
    const named = getNamedType(type);
    if (isEnumType(named)) return this.#random.one(named.getValues()).name;
    if (named.name === 'Boolean') return this.#random.chance(50);
    return named.name === 'String' ? this.#random.one(['north', 'a "b"']) : this.#random.next(6);
  }

  #condition(): string {
    if (!this.#random.chance(10)) return '';
    const isOn = this.#random.chance(50);
    const value = this.#random.chance(40) ? isOn : `$${this.#variable('Boolean!', isOn)}`;
    return ` @${this.#random.one(['skip', 'include'])}(if: ${value})`;
  }
}
