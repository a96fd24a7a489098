/** The token of a connection, from what a client sends with connection_init. Clients differ in where they put it. */
export function authorizationIn(params: Readonly<Record<string, unknown>>): string | undefined {
  const { headers } = params;
  const places = [params, typeof headers === 'object' && headers !== null ? (headers as typeof params) : {}];
  const found = places.flatMap((place) => [place['authorization'], place['Authorization']]);
  return found.find((value): value is string => typeof value === 'string');
}
