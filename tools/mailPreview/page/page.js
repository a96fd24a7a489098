const POLL_MS = 2_000;

const byId = (id) => document.getElementById(id);
const main = document.querySelector('main');
const views = document.querySelectorAll('nav button');
const people = (list) => list.map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
const localTime = (iso) => new Date(iso).toLocaleString();

let mails = [];
let chosen;
let view = 'html';

async function refresh() {
  const answer = await fetch('email').catch(() => undefined);
  if (!answer?.ok) return; // The shop is stopping or starting: what was shown stays.
  const found = await answer.json();
  if (found.map(({ id }) => id).join() === mails.map(({ id }) => id).join()) return;
  mails = found;
  showList();
}

function showList() {
  byId('empty').hidden = mails.length > 0;
  byId('mails').replaceChildren(...mails.toReversed().map(entryOf));
  if (!mails.some(({ id }) => id === chosen)) main.hidden = true;
}

function entryOf(mail) {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(line(mail.subject || '(no subject)'), line(`${people(mail.to)} · ${localTime(mail.time)}`));
  button.addEventListener('click', () => show(mail));
  button.toggleAttribute('aria-current', mail.id === chosen);
  const entry = document.createElement('li');
  entry.append(button);
  return entry;
}

function line(text) {
  const span = document.createElement('span');
  span.textContent = text;
  return span;
}

function show(mail) {
  chosen = mail.id;
  main.hidden = false;
  byId('subject').textContent = mail.subject;
  byId('from').textContent = people(mail.from);
  byId('to').textContent = people(mail.to);
  byId('time').textContent = localTime(mail.time);
  byId('source').href = `email/${encodeURIComponent(mail.id)}/source`;
  byId('html').srcdoc = `<base target="_blank">${mail.html}`;
  byId('text').textContent = mail.text;
  choose(mail.html ? view : 'text');
  showList();
}

function choose(name) {
  for (const button of views) {
    const pressed = button.dataset.view === name;
    button.setAttribute('aria-pressed', String(pressed));
    byId(button.dataset.view).hidden = !pressed;
  }
}

for (const button of views) {
  button.addEventListener('click', () => {
    view = button.dataset.view;
    choose(view);
  });
}

byId('clear').addEventListener('click', async () => {
  await fetch('email/all', { method: 'DELETE' });
  await refresh();
});

await refresh();
byId('empty').hidden = mails.length > 0;
setInterval(refresh, POLL_MS);
