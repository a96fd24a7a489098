import { AppError, type Reason } from '#kernel/errors.ts';

export const categories = ['ACCOUNT', 'ORDER_UPDATES', 'PAYMENTS'] as const;
export const channels = ['EMAIL', 'IN_APP', 'PUSH', 'WEBHOOK'] as const;

export type Category = (typeof categories)[number];
export type Channel = (typeof channels)[number];

/** What can be switched off. */
export type Switch = { readonly category: Category; readonly channel: Channel };
export type Choice = Switch & { readonly enabled: boolean };

/** A switch in one word, as it is stored: only what is off, so that a new category begins switched on. */
export type SwitchName = `${Category}:${Channel}`;

export const nameOf = ({ category, channel }: Switch): SwitchName => `${category}:${channel}`;

/** Whoever takes an account over must not be able to silence the mails that tell its owner. */
export const isMandatory = ({ category, channel }: Switch): boolean => category === 'ACCOUNT' && channel === 'EMAIL';

/** Every switch, in one order for ever. */
export const choicesOf = (off: readonly SwitchName[]) =>
  categories.flatMap((category) =>
    channels.map((channel) => {
      const one = { category, channel };
      return { ...one, enabled: !off.includes(nameOf(one)), mandatory: isMandatory(one) };
    }),
  );

export const enabledChannels = (off: readonly SwitchName[], category: Category): Channel[] =>
  channels.filter((channel) => !off.includes(nameOf({ category, channel })));

/** What the wishes switch off and on. @throws AppError REFUSED: MANDATORY_NOTIFICATION. */
export function decideChange(wishes: readonly Choice[]): { off: SwitchName[]; on: SwitchName[] } {
  const reasons = wishes.flatMap((wish, index): Reason[] =>
    isMandatory(wish) && !wish.enabled ? [{ param: `choices.${index}`, message: MANDATORY }] : [],
  );
  if (reasons.length > 0) throw new AppError('REFUSED', 'MANDATORY_NOTIFICATION', MANDATORY, { reasons });
  const named = (enabled: boolean) => wishes.filter((wish) => wish.enabled === enabled).map(nameOf);
  return { off: named(false), on: named(true) };
}

const MANDATORY = "mails about the account can't be switched off";
