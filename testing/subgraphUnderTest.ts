import { type ExecutionResult, execute, parse, validate } from 'graphql';
import type { Principal } from '#kernel/auth/principal.ts';
import { withCallContext } from '#kernel/callContext.ts';
import type { BaseContext, Call } from '#kernel/graphql/call.ts';
import { formatError } from '#kernel/graphql/formatError.ts';
import { type Subgraph, subgraphSchema } from '#kernel/graphql/subgraphServer.ts';

type Tested<Context extends BaseContext> = Pick<Subgraph<Context>, 'sdl' | 'resolvers' | 'grants' | 'context'>;
type Result = { data?: unknown; errors?: ReturnType<typeof formatError>[] };
type User = string | { userId: string; roles: ('customer' | 'seller' | 'admin')[] } | null;

/** A subgraph without its server: documents run through the real schema, resolvers, grants and error format. */
export function subgraphUnderTest<Context extends BaseContext>({ context, ...rest }: Tested<Context>) {
  const schema = subgraphSchema(rest);
  const run = async (call: Call, text: string, variableValues: Record<string, unknown> = {}): Promise<Result> => {
    const document = parse(text);
    const invalid = validate(schema, document);
    const result: ExecutionResult =
      invalid.length > 0
        ? { errors: invalid }
        : await withCallContext(call, async () =>
            execute({ schema, document, variableValues, contextValue: context(call) }),
          );
    const { errors, data } = result;
    // Through JSON, as a client sees it: graphql-js makes objects without a prototype.
    return JSON.parse(JSON.stringify({ data, errors: errors?.map((error) => formatError(error, call.requestId)) }));
  };
  return {
    schema,
    /** As the gateway asks for a person: a user's id, a principal with roles, or null for a visitor. */
    query: (user: User, text: string, variables?: Record<string, unknown>) =>
      run({ caller: 'gateway', principal: principalOf(user), requestId: 'test-request' }, text, variables),
    /** As another service asks in its own name. */
    queryAsService: (service: string, text: string, variables?: Record<string, unknown>) =>
      run({ caller: service, principal: { kind: 'service', service }, requestId: 'test-request' }, text, variables),
  };
}

function principalOf(user: User): Principal {
  if (user === null) return { kind: 'anonymous' };
  const { userId, roles } = typeof user === 'string' ? { userId: user, roles: ['customer' as const] } : user;
  return { kind: 'user', userId, roles, sessionId: `session-of-${userId}`, expiresAt: new Date('2999-01-01') };
}
