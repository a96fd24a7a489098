type Payload = Readonly<Record<string, unknown>>;

/** What a client may say: https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
export type ClientMessage =
  | { readonly type: 'connection_init' | 'ping' | 'pong'; readonly payload: Payload | undefined }
  | { readonly type: 'subscribe'; readonly id: string; readonly payload: Payload }
  | { readonly type: 'complete'; readonly id: string };

/** Undefined for anything that the protocol doesn't know, also for what only servers say: the socket then ends. */
export function readClientMessage(text: string): ClientMessage | undefined {
  const message = parsed(text);
  if (!isObject(message)) return undefined;
  const { type, id, payload } = message;
  switch (type) {
    case 'connection_init':
    case 'ping':
    case 'pong':
      return payload == null ? { type, payload: undefined } : isObject(payload) ? { type, payload } : undefined;
    case 'subscribe':
      return isId(id) && isObject(payload) && isOperation(payload) ? { type, id, payload } : undefined;
    case 'complete':
      return isId(id) ? { type, id } : undefined;
    default:
      return undefined;
  }
}

/** The text may be absent where a hash stands for it. */
const isOperation = ({ query, operationName, variables, extensions }: Payload): boolean =>
  (typeof query === 'string' || (query == null && isObject(extensions) && 'persistedQuery' in extensions)) &&
  (operationName == null || typeof operationName === 'string') &&
  (variables == null || isObject(variables)) &&
  (extensions == null || isObject(extensions));

const isId = (id: unknown): id is string => typeof id === 'string' && id !== '';

const isObject = (value: unknown): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
