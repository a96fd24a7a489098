import type { Tokens } from '../ports.ts';
import type { MailRequestStore, SelfService } from '../selfServicePorts.ts';

type Deps = {
  mailRequests: Pick<MailRequestStore, 'mint'>;
  tokens: Pick<Tokens, 'newMailToken'>;
  realNow: () => Date;
};

/** The only moment at which a mail's token is known outside of the mail: from then on there is its hash only. */
export const makeMintMailToken =
  ({ mailRequests, tokens, realNow }: Deps): SelfService['mailToken'] =>
  async (requestId) => {
    const { token, hash } = tokens.newMailToken();
    const request = await mailRequests.mint(requestId, hash, realNow());
    return request && { token, purpose: request.purpose, email: request.email };
  };
