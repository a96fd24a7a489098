import type { mongo } from 'mongoose';
import { currentSpan, type Span } from '../tracing/span.ts';

/** A cursor that stays open asks on and on. */
const NOT_TOLD: ReadonlySet<string> = new Set(['getMore', 'killCursors', 'endSessions', 'hello', 'ping']);

/** Makes a span of each command that a traced piece of work sends. The client must have been made with `monitorCommands`. */
export function traceCommands(client: mongo.MongoClient): void {
  const running = new Map<number, Span>();
  client.on('commandStarted', ({ requestId, commandName, databaseName, command }) => {
    const parent = currentSpan();
    if (!parent?.isRecorded || NOT_TOLD.has(commandName)) return;
    const collection: unknown = command[commandName];
    const where = typeof collection === 'string' ? ` ${collection}` : '';
    const span = parent.child(`${commandName}${where}`, 'client', {
      'db.system.name': 'mongodb',
      'db.namespace': databaseName,
      'db.operation.name': commandName,
      ...(typeof collection === 'string' && { 'db.collection.name': collection }),
    });
    running.set(requestId, span);
  });
  const end = (requestId: number, failure?: Error) => {
    const span = running.get(requestId);
    running.delete(requestId);
    if (failure) span?.fail(failure);
    span?.end();
  };
  client.on('commandSucceeded', ({ requestId }) => end(requestId));
  client.on('commandFailed', ({ requestId, failure }) => end(requestId, failure));
}
