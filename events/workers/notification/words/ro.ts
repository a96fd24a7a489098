import type { Words } from './words.ts';

const notTaken = (amount: string) =>
  `Suma de ${amount} nu a fost luată. Cât timp comanda așteaptă, o poți plăti altfel.`;

/** Romanian. */
export const ro: Words = {
  welcome: { title: 'Bine ai venit la Bazaar', body: 'Contul tău este gata.' },
  waitsForPayment: (order, total) => ({
    title: `Comanda ${order} așteaptă plata`,
    body: `Ți-am pus totul deoparte: ${total}.`,
  }),
  paid: (order) => ({ title: `Comanda ${order} este plătită`, body: 'Îți mulțumim! Urmează să o pregătim.' }),
  free: (order) => ({ title: `Comanda ${order} este confirmată`, body: 'Îți mulțumim! Nu ai nimic de plătit.' }),
  fulfilling: (order) => ({ title: `Comanda ${order} este în pregătire`, body: 'O împachetăm chiar acum.' }),
  shipped: (order) => ({ title: `Comanda ${order} este pe drum`, body: 'A plecat de la noi.' }),
  delivered: (order) => ({ title: `Comanda ${order} a fost livrată`, body: 'Sperăm să te bucuri de ea.' }),
  expired: (order) => ({
    title: `Comanda ${order} a expirat`,
    body: 'Nu a fost plătită la timp. Nu ți s-a luat niciun ban.',
  }),
  cancelled: (order, isRefunded) => ({
    title: `Comanda ${order} este anulată`,
    body: isRefunded ? 'Banii tăi sunt pe drumul de întoarcere.' : 'Nu ți s-a luat niciun ban.',
  }),
  payment: {
    SUCCEEDED: (amount) => ({ title: 'Plată primită', body: `Ai plătit ${amount}.` }),
    DECLINED: (amount) => ({ title: 'Plată refuzată', body: notTaken(amount) }),
    FAILED: (amount) => ({ title: 'Plată nereușită', body: notTaken(amount) }),
    VOIDED: (amount) => ({
      title: 'Plată anulată',
      body: `Suma de ${amount} nu a fost luată: comanda nu mai putea fi plătită.`,
    }),
  },
  refund: (amount) => ({ title: 'Rambursare', body: `Suma de ${amount} a fost returnată pe cardul tău.` }),
};
