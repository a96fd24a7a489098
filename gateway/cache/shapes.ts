import { LRUCache } from 'lru-cache';
import type { Snapshot } from '../execution/snapshot.ts';
import type { FetchText, RequestParts } from '../execution/subgraphClient.ts';
import type { Source } from './answerCache.ts';
import type { Concerns, Tag } from './changes.ts';
import { declaredPolicy } from './declaredPolicy.ts';
import { readTags, type TagSource } from './readTags.ts';

/** Requests that differ in their variables only, and what is known of their answers. */
export type Shape = {
  /** Of this process: no two have the same. */
  readonly id: number;
  readonly source: Source;
  readonly tags: readonly TagSource[];
  /** `no`: no answer so far could be kept, so that nothing is looked up. `never`: changes could not be told of. */
  keeps: 'unknown' | 'yes' | 'no' | 'never';
  /** What the schema says of answers whose server says nothing, as a `Cache-Control` header. */
  readonly declared: string | undefined;
  /** Request headers on which answers depend, as they have said. */
  vary: readonly string[];
};

const KNOWN_TEXTS = 10_000;

/** What there is to know of requests, once for each. */
export class Shapes {
  readonly #known = new WeakMap<FetchText, Shape>();
  readonly #byText = new WeakMap<Snapshot, LRUCache<string, Shape>>();
  readonly #sources = new Map<string, Source>();
  readonly #concerns: Concerns | undefined;
  #made = 0;

  constructor(concerns: Concerns | undefined) {
    this.#concerns = concerns;
  }

  sources(): Iterable<Source> {
    return this.#sources.values();
  }

  sourceOf(service: string): Source {
    const known = this.#sources.get(service);
    if (known) return known;
    const source = { name: service, epoch: 0 };
    this.#sources.set(service, source);
    return source;
  }

  of(snapshot: Snapshot, service: string, text: FetchText): Shape {
    const known = this.#known.get(text);
    if (known) return known;
    const shape = this.#ofText(snapshot, service, text.operation);
    this.#known.set(text, shape);
    return shape;
  }

  /** Operations of clients that need the same of a subgraph share it, whatever they are called. */
  #ofText(snapshot: Snapshot, service: string, operation: string): Shape {
    const shapes = this.#byText.get(snapshot) ?? new LRUCache({ max: KNOWN_TEXTS });
    this.#byText.set(snapshot, shapes);
    const key = `${service}\n${operation.replace(/^query\s+\w+/, 'query')}`;
    const known = shapes.get(key);
    if (known) return known;
    const tags = this.#concerns ? readTags(operation, snapshot.fullSchema, this.#concerns) : [];
    this.#made += 1;
    const shape: Shape = {
      id: this.#made,
      source: this.sourceOf(service),
      tags: tags ?? [],
      keeps: tags ? 'unknown' : 'never',
      declared: declaredIn(snapshot, service, operation),
      vary: [],
    };
    shapes.set(key, shape);
    return shape;
  }

  /** @param representation of the entity, as JSON; undefined for an answer about root fields. */
  tagsFor({ tags }: Shape, { variables }: RequestParts, representation: string | undefined): Tag[] {
    const valuesIn = (json: string): Record<string, unknown> => JSON.parse(json);
    const entity = once(() => (representation === undefined ? {} : valuesIn(representation)));
    const given = once(() => valuesIn(`{${variables}}`));
    const idOf = ({ type, idFrom }: TagSource): unknown => {
      if (idFrom === 'anywhere') return undefined;
      if (idFrom === 'entity') return entity()[this.#concerns?.types[type] ?? ''];
      return 'literal' in idFrom ? idFrom.literal : given()[idFrom.variable];
    };
    return tags.map((tag) => ({ type: tag.type, id: asId(idOf(tag)), fields: tag.fields }));
  }
}

const declaredIn = ({ cacheHints: hints, fullSchema: schema }: Snapshot, service: string, operation: string) =>
  hints && declaredPolicy(operation, { service, schema, hints });

const asId = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;

function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
