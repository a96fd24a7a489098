/** What a server says of one operation: JSON, around a payload that is JSON already. */
export const serverMessage = (id: string, type: 'next' | 'error' | 'complete', payload?: string): string =>
  `{"id":${JSON.stringify(id)},"type":"${type}"${payload === undefined ? '' : `,"payload":${payload}`}}`;
