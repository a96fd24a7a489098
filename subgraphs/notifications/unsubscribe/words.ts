import type { Category } from '../domain/preferences.ts';

export const languages = ['en', 'ro'] as const;
export type Language = (typeof languages)[number];

/** Categories whose mails can be switched off. */
export type Optional = Exclude<Category, 'ACCOUNT'>;

type Words = {
  readonly title: string;
  readonly about: Readonly<Record<Optional, string>>;
  readonly question: (about: string) => string;
  readonly button: string;
  readonly done: string;
  readonly doneText: (about: string) => string;
  readonly unknown: string;
  readonly unknownText: string;
  readonly broken: string;
  readonly brokenText: string;
};

/** What the page says. A missing word in one language stops the build. */
export const words: Readonly<Record<Language, Words>> = {
  en: {
    title: 'Unsubscribe',
    about: { ORDER_UPDATES: 'your orders', PAYMENTS: 'your payments' },
    question: (about) => `Do you want no more e-mails about ${about}?`,
    button: 'No more of these e-mails',
    done: 'Done',
    doneText: (about) => `You get no more e-mails about ${about}. You can turn them on again in your preferences.`,
    unknown: 'This link is not valid any more',
    unknownText: 'Nothing was changed. You can choose your e-mails in the preferences of your account.',
    broken: 'This link is not complete',
    brokenText: 'Nothing was changed. Please open the link as it stands in the e-mail.',
  },
  ro: {
    title: 'Dezabonare',
    about: { ORDER_UPDATES: 'comenzile tale', PAYMENTS: 'plățile tale' },
    question: (about) => `Nu mai dorești e-mailuri despre ${about}?`,
    button: 'Nu mai vreau aceste e-mailuri',
    done: 'Gata',
    doneText: (about) => `Nu vei mai primi e-mailuri despre ${about}. Le poți reactiva oricând din preferințele tale.`,
    unknown: 'Acest link nu mai este valabil',
    unknownText: 'Nu s-a schimbat nimic. Îți poți alege e-mailurile din preferințele contului tău.',
    broken: 'Acest link nu este complet',
    brokenText: 'Nu s-a schimbat nimic. Te rugăm să deschizi linkul exact așa cum apare în e-mail.',
  },
};
