import { shuffled } from '../random.ts';
import type { CampaignInProgress, Scenario } from '../types.ts';

const LASTING_MS = 15_000;
const SHORT_LASTING_MS = 2_500;

export const mailServer: Scenario = {
  name: 'mail-server',
  about: 'a round has the mail server be slow, say 451, and break off after it has taken the mail, one after the other',
  rounds: { quick: 1, default: 1, full: 4 },
  run: async (campaign) => {
    const { mails } = campaign.world;
    await misbehave(campaign, mails, 'smtp', ['slow', 'busy']);
    const before = mails.accepted.length;
    await misbehave(campaign, mails, 'smtp', ['dropAfterData']);
    campaign.keptQuiet(mails.accepted.length - before);
  },
};

export const provider: Scenario = {
  name: 'provider',
  about:
    'a round has the payment provider do what it is asked and not say so, be slow, and be away, one after the other',
  rounds: { quick: 1, default: 1, full: 8 },
  run: (campaign) => misbehave(campaign, campaign.world.provider, 'provider', ['lateSuccess', 'slow', 'away']),
};

type Outsider<Manner extends string> = { behave(as: Manner | 'well'): void };

async function misbehave<Manner extends string>(
  { rounds, random, inflict, pause, isFull }: CampaignInProgress,
  outsider: Outsider<Manner>,
  target: string,
  manners: readonly Manner[],
): Promise<void> {
  for (let round = 0; round < rounds; round += 1) {
    for (const manner of shuffled(manners, random)) {
      await inflict({ kind: manner, target }, async () => {
        outsider.behave(manner);
        await pause(isFull ? LASTING_MS : SHORT_LASTING_MS);
        outsider.behave('well');
        return undefined;
      });
    }
  }
}
