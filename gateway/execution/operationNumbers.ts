import type { OperationDefinitionNode } from 'graphql';
import type { Counter, Histogram } from '#kernel/metrics/instruments.ts';
import type { Metrics } from '#kernel/metrics/metrics.ts';
import type { Result, ResultStream } from './port.ts';

/** Clients choose names: beyond so many, operations are counted as `other`. */
const MOST_NAMES = 200;
const BUCKETS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

type Outcome = 'succeeded' | 'partial' | 'failed';
type Numbers = Readonly<Record<Outcome, Counter>> & { readonly seconds: Histogram };

/** How often operations were asked for, how they ended and how long they took. */
export class OperationNumbers {
  readonly #metrics: Metrics;
  readonly #byName = new Map<string, Numbers>();
  readonly #byDefinition = new WeakMap<OperationDefinitionNode, Numbers>();
  readonly #refused: Counter;

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
    this.#refused = metrics.counter({
      name: 'bazaar_gateway_refused_total',
      help: 'Documents that are no operation of this supergraph, or larger than is let in.',
    });
    // So that dashboards find the names before the first of them.
    this.#of('query', '');
  }

  /** @param definition undefined for what was refused before it was known. @param beganAt on `performance.now()`'s clock. */
  ended(definition: OperationDefinitionNode | undefined, beganAt: number, result: Result | ResultStream): void {
    if (!definition) return void this.#refused.add();
    const numbers = this.#byDefinition.get(definition) ?? this.#remember(definition);
    const outcome = outcomeOf(result);
    numbers[outcome].add();
    numbers.seconds.see((performance.now() - beganAt) / 1_000);
  }

  #remember(definition: OperationDefinitionNode): Numbers {
    const { operation, name } = definition;
    const numbers = this.#of(operation, name?.value ?? '');
    this.#byDefinition.set(definition, numbers);
    return numbers;
  }

  #of(type: string, name: string): Numbers {
    const key = `${type} ${name}`;
    const known = this.#byName.get(key);
    if (known) return known;
    if (this.#byName.size >= MOST_NAMES && name !== 'other') return this.#of(type, 'other');
    const numbers = this.#made({ type, operation: name });
    this.#byName.set(key, numbers);
    return numbers;
  }

  #made(labels: Readonly<Record<string, string>>): Numbers {
    const help = 'Operations by how they ended: with all data, with a part of it, or without any.';
    const counter = (outcome: Outcome) =>
      this.#metrics.counter({ name: 'bazaar_gateway_operations_total', help, labels: { ...labels, outcome } });
    return {
      succeeded: counter('succeeded'),
      partial: counter('partial'),
      failed: counter('failed'),
      seconds: this.#metrics.histogram({
        name: 'bazaar_gateway_operation_seconds',
        help: 'How long operations took, from their text to their result; subscriptions until they began.',
        labels,
        buckets: BUCKETS,
      }),
    };
  }
}

function outcomeOf(result: Result | ResultStream): Outcome {
  if (!('errors' in result) || !result.errors) return 'succeeded';
  return result.data ? 'partial' : 'failed';
}
