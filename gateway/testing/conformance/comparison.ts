import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { buildOperationContext, executeQueryPlan, type GraphQLDataSource } from '@apollo/gateway';
import { type DocumentNode, execute, getOperationAST, parse, validate } from 'graphql';
import { conditionsToPlan, fieldsThatRequire, withoutLiterals } from '../../execution/conditions.ts';
import { markInterfaceObjects } from '../../execution/interfaceObjects.ts';
import { readInterfaceRequires, withRequired } from '../../execution/interfaceRequires.ts';
import { inOrder } from '../../execution/mutationOrder.ts';
import { compilePlan, type Outcome } from '../../execution/plan/compilePlan.ts';
import { withPlannerKeys } from '../../execution/plan/plannerNames.ts';
import { makeIsOfType } from '../../execution/plan/typeConditions.ts';
import { withTypenames } from '../../execution/plan/typenames.ts';
import { unfix } from '../../execution/plan/unfix.ts';
import { type FetchRequest, readAnswer, type SubgraphAnswer } from '../../execution/subgraphClient.ts';
import { makePlanner } from '../../planning/makePlanner.ts';
import { forPlanner } from '../../planning/plannerSupergraph.ts';
import { readSource } from '../../planning/supergraphSource.ts';
import { fromData, requiredIn } from './computed.ts';
import { resolveField, resolveType } from './data.ts';
import type { Generated } from './operations.ts';
import { type Manner, subgraphsOf } from './subgraphs.ts';
import { composed, type Sources } from './supergraphs.ts';

type StockContext = Parameters<typeof executeQueryPlan>[2];
type StockAnswer = Awaited<ReturnType<GraphQLDataSource['process']>>;
type Place = readonly (string | number)[];

/** A result in the words in which two executors can be compared. */
export type Seen = {
  readonly data: unknown;
  /** `path: message` of what subgraphs said, sorted. */
  readonly errors: readonly string[];
  /** Places where a subgraph broke its schema. */
  readonly broken: readonly string[];
  /** Root fields of mutations, in the order in which subgraphs ran them. */
  readonly ran: readonly string[];
  /** There is no answer, since a value was of no type that it could be. */
  readonly gaveUp: boolean;
};

/** How our executor gets from the text of an answer to the answer. */
export type AnswerIn = (text: string, request: FetchRequest) => SubgraphAnswer;

/** As it does it in earnest. */
const quickly: AnswerIn = (text, { read }) => {
  const data = read?.(text);
  return data ? { data } : readAnswer(JSON.parse(text), 200);
};

/** One supergraph under three executors: ours, that of `@apollo/gateway`, and graphql-js on one schema of everything. */
export function laboratory(sources: Sources) {
  const sdl = composed(sources);
  const supergraph = Supergraph.build(sdl);
  const requiring = fieldsThatRequire(parse(sdl));
  const interfaces = readInterfaceRequires(parse(sdl));
  const apiSchema = supergraph.apiSchema();
  const schema = apiSchema.toGraphQLJSSchema();
  markInterfaceObjects(schema, parse(sdl));
  const supergraphSchema = supergraph.schema.toGraphQLJSSchema();
  const { sdl: plannerSdl, fixed } = forPlanner(readSource(sdl).plannable);
  const planned = Supergraph.build(plannerSdl, { validateSupergraph: false });
  const planner = makePlanner(planned);
  const plannerApi = planned.apiSchema();
  const ask = subgraphsOf(sources, supergraphSchema);
  const required = requiredIn(sources);
  const isOfType = makeIsOfType(supergraphSchema);

  const prepare = (document: DocumentNode, variables: Generated['variables']) => {
    const definition = getOperationAST(document);
    if (!definition) throw new Error('no operation');
    const planOf = (asked: DocumentNode) => {
      const plan = planner.buildQueryPlan(operationFromDocument(plannerApi, asked));
      return fixed ? unfix(plan, fixed) : plan;
    };
    const settled = conditionsToPlan(document, definition, requiring)?.settled(document, variables) ?? document;
    const wanted = inOrder(withoutLiterals(settled));
    const complete = (asked: DocumentNode) => (interfaces ? withRequired(schema, asked, interfaces) : asked);
    const plan = planOf(complete(withPlannerKeys(schema, wanted)));
    const compiled = compilePlan({
      schema,
      fullSchema: supergraphSchema,
      document,
      definition,
      plan,
      isOfType,
      readersAfter: 1,
    });
    // Executors are compared, so both are given the same to plan.
    const stockPlan = planOf(complete(withTypenames(schema, wanted)));
    return { document, compiled, stockPlan };
  };

  return {
    schema,
    /** Undefined for what is not valid. */
    prepare: ({ query, variables }: Generated) => {
      const document = parse(query);
      return validate(schema, document).length > 0 ? undefined : prepare(document, variables);
    },
    ours: async (
      { compiled }: ReturnType<typeof prepare>,
      { variables }: Generated,
      manner: Manner,
      answerIn: AnswerIn = quickly,
    ): Promise<Seen> => {
      const ran: string[] = [];
      const outcome = await compiled.execute(variables, async (service, request) => {
        const answer = await ask(service, JSON.parse(request.body), manner, ran);
        return answerIn(JSON.stringify(answer), request);
      });
      return { ...seenOfOurs(outcome), ran, gaveUp: false };
    },
    stock: async (
      { document, stockPlan }: ReturnType<typeof prepare>,
      { variables }: Generated,
      manner: Manner,
    ): Promise<Seen> => {
      const ran: string[] = [];
      const context: Partial<StockContext> = { request: { variables }, metrics: {}, context: {} };
      const process: (service: string) => GraphQLDataSource['process'] =
        (service) =>
        async ({ request }) =>
          (await ask(
            service,
            { query: request.query ?? '', variables: request.variables ?? {} },
            manner,
            ran,
          )) as StockAnswer;
      const services = Object.fromEntries(Object.keys(sources).map((name) => [name, { process: process(name) }]));
      const operation = buildOperationContext({ schema, operationDocument: document });
      const result = await executeQueryPlan(
        stockPlan,
        services,
        context as StockContext,
        operation,
        supergraphSchema,
        apiSchema,
      );
      const completion = result.extensions?.['valueCompletion'] as { path?: Place }[] | undefined;
      return {
        data: plainOf(result.data ?? null),
        errors: (result.errors ?? []).map(({ path, message }) => `${path?.join('.') ?? ''}: ${message}`).sort(),
        broken: (completion ?? []).map(({ path }) => path?.join('.') ?? '').sort(),
        ran,
        gaveUp: result.data === undefined,
      };
    },
    /** What the specification says, as long as no subgraph breaks its schema. */
    whole: async (
      { document }: ReturnType<typeof prepare>,
      { variables }: Generated,
      manner: Manner,
    ): Promise<Seen> => {
      const ran: string[] = [];
      const failing = manner !== 'sound';
      const computed = fromData(required, supergraphSchema, failing);
      const world = { failing, everything: supergraphSchema, ran, computed };
      const { data, errors = [] } = await execute({
        schema,
        document,
        variableValues: variables,
        contextValue: world,
        fieldResolver: resolveField,
        typeResolver: resolveType,
      });
      const said = errors.map(({ path, message }) => `${path?.join('.') ?? ''}: ${message}`);
      return { data: plainOf(data ?? null), errors: said.sort(), broken: [], ran, gaveUp: false };
    },
  };
}

/** Without the prototypes of what graphql-js and the stock executor make. */
const plainOf = (data: unknown): unknown => JSON.parse(JSON.stringify(data));

const seenOfOurs = ({ text, errors, broken }: Outcome): Omit<Seen, 'ran' | 'gaveUp'> => ({
  data: JSON.parse(text),
  errors: errors
    .map((error) => `${('place' in error ? error.place : undefined)?.join('.') ?? ''}: ${error.message}`)
    .sort(),
  broken: broken.map(({ path }) => path.join('.')).sort(),
});
