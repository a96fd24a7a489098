import type { FormattedExecutionResult, GraphQLFormattedError } from 'graphql';

/** JSON that is written already. Whoever serialises what holds it as usual gets the same. */
export class Written {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

/** A result whose data may be written already. */
export type WrittenResult = {
  readonly errors?: readonly GraphQLFormattedError[];
  readonly data?: FormattedExecutionResult['data'] | Written;
  readonly extensions?: FormattedExecutionResult['extensions'];
  /** A header over HTTP; no part of the result itself. */
  readonly cacheControl?: string;
};

/** What `JSON.stringify` gives, without reading and writing the data again. */
export function textOf(result: WrittenResult): string {
  const { data, errors, extensions, cacheControl, ...rest } = result;
  if (!(data instanceof Written) || Object.keys(rest).length > 0) {
    return JSON.stringify(cacheControl === undefined ? result : { ...result, cacheControl: undefined });
  }
  const before = errors ? `"errors":${JSON.stringify(errors)},` : '';
  const after = extensions ? `,"extensions":${JSON.stringify(extensions)}` : '';
  return `{${before}"data":${data.text}${after}}`;
}

/** The data of a result, to look into it. */
export const readData = ({ data }: WrittenResult): FormattedExecutionResult['data'] =>
  data instanceof Written ? (data.toJSON() as Record<string, unknown> | null) : data;
