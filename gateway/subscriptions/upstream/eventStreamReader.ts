/** One server-sent event. */
export type ServerSentEvent = { readonly event: string; readonly data: string };

/**
 * Takes an event stream apart, however it is cut into chunks: https://html.spec.whatwg.org/multipage/server-sent-events.html
 *
 * @returns what takes the next chunk and gives the events that it ends.
 */
export function readEventStream(): (chunk: string) => ServerSentEvent[] {
  let rest = '';
  return (chunk) => {
    // A line may end with CR, LF or both; a CR at the end may still get its LF.
    const text = rest + chunk;
    const whole = text.endsWith('\r') ? text.slice(0, -1) : text;
    const blocks = whole.replace(/\r\n?/g, '\n').split('\n\n');
    rest = (blocks.pop() ?? '') + (whole === text ? '' : '\r');
    return blocks.flatMap(eventIn);
  };
}

function eventIn(block: string): ServerSentEvent[] {
  const fields = block.split('\n').flatMap((line) => {
    const [, name = '', value = ''] = /^([^:]+)(?:: ?(.*))?$/.exec(line) ?? [];
    return name ? [[name, value] as const] : []; // a comment keeps the connection alive
  });
  if (fields.length === 0) return [];
  const event = fields.findLast(([name]) => name === 'event')?.[1] ?? 'message';
  const data = fields.flatMap(([name, value]) => (name === 'data' ? [value] : []));
  return [{ event, data: data.join('\n') }];
}
