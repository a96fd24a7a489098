import type { ResetInquiries, SelfService } from '../selfServicePorts.ts';

type Deps = {
  inquiries: Pick<ResetInquiries, 'note'>;
  newId: () => string;
  /** Has the inquiries settled soon; waits for nothing. */
  wake: () => void;
};

/** Only notes the e-mail: a look for its account here would show in how long the answer takes. */
export const makeRequestPasswordReset =
  ({ inquiries, newId, wake }: Deps): SelfService['requestPasswordReset'] =>
  async (email) => {
    await inquiries.note({ id: newId(), email });
    wake();
  };
