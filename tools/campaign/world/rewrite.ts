/** Replaces bytes by as many others in a stream. What may be the first half of the pattern is kept back in `rest`. */
export type Rewrite = {
  push(chunk: Buffer): Buffer;
  keepsBack(): boolean;
  /** What was kept back, given up. */
  rest(): Buffer;
};

export type Replaced = { readonly from: Buffer; readonly to: Buffer };

/** A mongod names its own address as text, and the driver goes there. Both ports have as many digits. */
export const textAddress = (from: number, to: number): Replaced => ({
  from: Buffer.from(`127.0.0.1:${from}`),
  to: Buffer.from(`127.0.0.1:${to}`),
});

/** Kafka's answers name a broker as a text and four bytes. https://kafka.apache.org/protocol#The_Messages_Metadata */
export const kafkaAddress = (from: number, to: number): Replaced => ({ from: binary(from), to: binary(to) });

function binary(port: number): Buffer {
  const bytes = Buffer.from('127.0.0.1\0\0\0\0');
  bytes.writeInt32BE(port, bytes.length - 4);
  return bytes;
}

/** @throws Error when the two have different lengths: lengths that stand before them would be wrong. */
export function makeRewrite({ from, to }: Replaced): Rewrite {
  if (from.length !== to.length) throw new Error(`${from} can't be replaced by ${to}: their lengths differ`);
  let kept = Buffer.alloc(0);
  return {
    push: (chunk) => {
      const bytes = replaced(Buffer.concat([kept, chunk]), from, to);
      const keep = halfAtEnd(bytes, from);
      kept = Buffer.from(bytes.subarray(bytes.length - keep));
      return bytes.subarray(0, bytes.length - keep);
    },
    keepsBack: () => kept.length > 0,
    rest: () => {
      const rest = kept;
      kept = Buffer.alloc(0);
      return rest;
    },
  };
}

function replaced(bytes: Buffer, from: Buffer, to: Buffer): Buffer {
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + to.length)) to.copy(bytes, at);
  return bytes;
}

function halfAtEnd(bytes: Buffer, pattern: Buffer): number {
  for (let length = Math.min(pattern.length - 1, bytes.length); length > 0; length -= 1) {
    if (bytes.subarray(bytes.length - length).equals(pattern.subarray(0, length))) return length;
  }
  return 0;
}
