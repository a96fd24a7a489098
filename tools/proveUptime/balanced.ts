import { NoAnswer, type ShopClient } from '../measure/shopClient.ts';

/** Gateways behind a load balancer: each request goes to the next, and where nobody answers to the one behind it. */
export class Balanced {
  readonly #gateways: readonly ShopClient[];
  #requests = 0;
  #moved = 0;

  constructor(gateways: readonly ShopClient[]) {
    this.#gateways = gateways;
  }

  /** `moved`: how often one of them did not answer, and the next was asked. */
  get counts(): { readonly requests: number; readonly moved: number } {
    return { requests: this.#requests, moved: this.#moved };
  }

  /** Patient with gateways that are away, not with answers: an error that is answered is thrown. @throws Error. */
  async askPatiently<Data>(document: string, variables: object, accessToken?: string): Promise<Data> {
    const first = this.#requests;
    this.#requests += 1;
    for (let step = 0; ; step += 1) {
      const gateway = this.#gateways[(first + step) % this.#gateways.length];
      if (!gateway) throw new Error('there is no gateway');
      try {
        return await gateway.ask<Data>(document, variables, accessToken);
      } catch (error) {
        if (!(error instanceof NoAnswer) || step === this.#gateways.length - 1) throw error;
        this.#moved += 1;
      }
    }
  }
}
