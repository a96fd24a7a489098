import { randomUUID } from 'node:crypto';
import type { ShopClient } from './shopClient.ts';

type Session = { readonly accessToken: string };
type Failed = { readonly __typename: string; readonly message: string };

const SESSION = '__typename ... on Session { accessToken } ... on UserError { message }';

/** The access token of an account that there is. */
export async function logIn(client: ShopClient, email: string, password: string): Promise<string> {
  const document = `mutation LogIn($input: LoginInput!) { login(input: $input) { ${SESSION} } }`;
  const { login } = await client.ask<{ login: Session | Failed }>(document, { input: { email, password } });
  return tokenOf(login);
}

/** Access tokens of new accounts. */
export async function registerCustomers(client: ShopClient, count: number): Promise<string[]> {
  const document = `mutation Register($input: RegisterInput!) { register(input: $input) { ${SESSION} } }`;
  const tokens: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const id = randomUUID();
    const input = { name: `Buyer ${number}`, email: `${id}@buyers.example`, password: `a password of ${id}` };
    const { register } = await client.ask<{ register: Session | Failed }>(document, { input });
    tokens.push(tokenOf(register));
  }
  return tokens;
}

function tokenOf(answer: Session | Failed): string {
  if ('accessToken' in answer) return answer.accessToken;
  throw new Error(`no session: ${answer.__typename}, ${answer.message}`);
}

/** Ids of new products in the shop. */
export async function createProducts(
  client: ShopClient,
  admin: string,
  count: number,
  stock: number,
): Promise<string[]> {
  const document = `mutation Create($input: CreateProductInput!) {
    createProduct(input: $input) { __typename ... on ProductCreated { product { id } } ... on UserError { message } }
  }`;
  const ids: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const sku = `M-${randomUUID().slice(0, 18).toUpperCase()}`;
    const input = { sku, name: `Measured product ${number}`, category: 'Measured', price: 1_000 + number, stock };
    type Created = { createProduct: { readonly product: { readonly id: string } } | Failed };
    const { createProduct } = await client.ask<Created>(document, { input }, admin);
    if (!('product' in createProduct)) throw new Error(`no product: ${createProduct.message}`);
    ids.push(createProduct.product.id);
  }
  return ids;
}
