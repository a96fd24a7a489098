import type { Words } from '../words.ts';

const ifNotYou = 'Dacă nu ai fost tu, ignoră acest mesaj: nu se va întâmpla nimic.';

/** Romanian. */
export const ro: Words = {
  hello: (name) => `Bună, ${name},`,
  footer: 'Primești acest mesaj pentru că ai un cont la Bazaar.',
  unsubscribe: {
    ORDER_UPDATES: 'Nu mai vreau mesaje despre comenzile mele',
    PAYMENTS: 'Nu mai vreau mesaje despre plățile mele',
  },
  code: (mutation) => `Folosește acest cod în ${mutation}:`,
  labels: {
    order: 'Comanda',
    total: 'Total',
    subtotal: 'Subtotal',
    discount: 'Reducere',
    payBy: 'De plătit până la',
    refunded: 'Rambursat',
    refundedInAll: 'Rambursat în total',
    wasPaid: 'Ai plătit',
    viewOrder: 'Vezi comanda',
  },
  welcome: { subject: 'Bine ai venit la Bazaar', text: 'Contul tău este gata. Ne bucurăm că ești aici.' },
  verifyEmail: {
    subject: 'Te rugăm să îți confirmi adresa de e-mail',
    text: 'Te rugăm să confirmi că această adresă îți aparține.',
    button: 'Confirm adresa',
    validity: 'Poate fi folosit o singură dată, în următoarele 24 de ore.',
    ifNotYou,
  },
  changeEmail: {
    subject: 'Te rugăm să îți confirmi noua adresă de e-mail',
    text: 'Vrei să folosești această adresă pentru contul tău. Până când o confirmi, rămâne valabilă cea veche.',
    button: 'Folosesc această adresă',
    validity: 'Poate fi folosit o singură dată, în următoarele 24 de ore.',
    ifNotYou,
  },
  resetPassword: {
    subject: 'Alege o parolă nouă',
    text: 'Cineva a cerut o parolă nouă pentru contul tău.',
    button: 'Alege o parolă nouă',
    validity:
      'Poate fi folosit o singură dată, în următoarele 30 de minute. Vei fi deconectat de pe toate dispozitivele.',
    ifNotYou: 'Dacă nu ai fost tu, ignoră acest mesaj: parola ta rămâne neschimbată.',
  },
  passwordChanged: {
    subject: 'Parola ta a fost schimbată',
    text: 'Parola contului tău tocmai a fost schimbată.',
    ifNotYou: 'Dacă nu ai fost tu, cere imediat o parolă nouă și scrie-ne.',
  },
  banned: {
    subject: 'Contul tău a fost închis',
    text: 'Ți-am închis contul, așa că nu te mai poți autentifica. Dacă crezi că este o greșeală, scrie-ne.',
  },
  unbanned: { subject: 'Contul tău este din nou activ', text: 'Te poți autentifica din nou.' },
  orderReceived: {
    subject: (order) => `Am primit comanda ta ${order}`,
    text: (payBy) => `Ți-am pus totul deoparte. Te rugăm să plătești până la ${payBy}; după aceea renunțăm la comandă.`,
  },
  orderPaid: {
    subject: (order) => `Comanda ta ${order} este confirmată`,
    text: 'Îți mulțumim! Comanda este plătită și urmează să o pregătim.',
    freeText: 'Îți mulțumim! Nu ai nimic de plătit, iar comanda urmează să fie pregătită.',
  },
  orderShipped: { subject: (order) => `Comanda ta ${order} este pe drum`, text: 'A plecat de la noi.' },
  orderDelivered: { subject: (order) => `Comanda ta ${order} a fost livrată`, text: 'Sperăm să te bucuri de ea.' },
  orderExpired: {
    subject: (order) => `Comanda ta ${order} a expirat`,
    text: 'Nu a fost plătită la timp, așa că am eliberat produsele. Nu ți s-a luat niciun ban. Poți comanda din nou oricând.',
  },
  orderCancelled: {
    subject: (order) => `Comanda ta ${order} este anulată`,
    by: { customer: 'Am anulat-o, așa cum ai cerut.', admin: 'Ne pare rău: a trebuit să o anulăm.' },
    refundComes: 'Banii tăi sunt pe drumul de întoarcere.',
    nothingCharged: 'Nu ți s-a luat niciun ban.',
  },
  payment: {
    SUCCEEDED: {
      subject: (order) => `Am primit plata pentru comanda ta ${order}`,
      text: 'Plata a fost efectuată cu succes.',
      label: 'Plătit',
    },
    DECLINED: {
      subject: (order) => `Plata pentru comanda ta ${order} a fost refuzată`,
      text: 'Plata a fost refuzată și nu s-a luat niciun ban. Cât timp comanda așteaptă, o poți plăti altfel.',
      label: 'Neplătit',
    },
    FAILED: {
      subject: (order) => `Plata pentru comanda ta ${order} nu a reușit`,
      text: 'Plata nu a reușit și nu s-a luat niciun ban. Cât timp comanda așteaptă, o poți plăti altfel.',
      label: 'Neplătit',
    },
    VOIDED: {
      subject: (order) => `Plata pentru comanda ta ${order} a fost anulată`,
      text: 'Comanda nu mai putea fi plătită, așa că nu s-a luat niciun ban de pe cardul tău.',
      label: 'Neîncasat',
    },
  },
  refund: {
    subject: (order) => `Rambursare pentru comanda ta ${order}`,
    inFull: (amount) => `Ți-am rambursat pe card ${amount}. Poate dura câteva zile până când apare la banca ta.`,
    inPart: (amount) =>
      `Ți-am rambursat pe card o parte din sumă, ${amount}. Poate dura câteva zile până când apare la banca ta.`,
  },
};
