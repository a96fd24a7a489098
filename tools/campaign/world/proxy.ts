import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Flow } from './flow.ts';
import { Pipe } from './pipe.ts';
import { makeRewrite, type Replaced } from './rewrite.ts';
import type { Link } from './world.ts';

type Options = {
  readonly name: string;
  /** Where the callee listens on this machine. */
  readonly port: number;
  /** For callees that name their own address in what they say, which would lead the caller past the proxy. */
  readonly address?: (from: number, to: number) => Replaced;
};

export type LinkProxy = Link & { readonly port: number; close(): Promise<void> };

const LOCAL = '127.0.0.1';

/** A TCP proxy on a port of its own, between one caller and one callee of this machine. It begins healed. */
export async function startProxy({ name, port: target, address }: Options): Promise<LinkProxy> {
  const open = new Set<Socket>();
  const flow = new Flow();
  let isCut = false;
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (caller) => {
    if (isCut) return void caller.on('error', () => undefined).resetAndDestroy();
    const callee = connect({ port: target, host: LOCAL, allowHalfOpen: true, noDelay: true });
    const replaced = address?.(target, port);
    const pipes = [new Pipe(caller, callee, flow), new Pipe(callee, caller, flow, replaced && makeRewrite(replaced))];
    for (const socket of [caller, callee]) {
      open.add(socket);
      socket.on('close', () => open.delete(socket));
    }
    return pipes;
  });
  server.listen(0, LOCAL);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const reset = () => {
    for (const socket of open) socket.resetAndDestroy();
  };
  return {
    name,
    port,
    heal: () => {
      isCut = false;
      flow.set({});
    },
    slow: (ms) => {
      isCut = false;
      flow.set({ delayMs: ms });
    },
    cut: () => {
      isCut = true;
      flow.set({});
      reset();
    },
    stall: () => {
      isCut = false;
      flow.set({ stalled: true });
    },
    close: async () => {
      isCut = true;
      flow.set({});
      reset();
      server.close();
      await once(server, 'close');
    },
  };
}
