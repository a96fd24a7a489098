/** A mail that was written as `<name>.html` and `<name>.txt`. */
export type Preview = {
  readonly name: string;
  readonly template: string;
  readonly variant: string | undefined;
  readonly language: string;
  readonly subject: string;
};

const STYLE = `body{margin:0;padding:24px;background:#dedad2;color:#23201c;font:15px/1.4 system-ui,sans-serif}
h1{margin:0 0 4px;font-size:22px}p{margin:0 0 20px;color:#6b645a}
main{display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:20px}
figure{margin:0;background:#f3f1ec;border-radius:8px;overflow:hidden}
figcaption{padding:10px 14px;background:#fff}figcaption b{display:block}figcaption span{color:#6b645a;font-size:13px}
.frame{height:330px;overflow:hidden;border-top:1px solid #e5e0d8}
iframe{width:200%;height:660px;border:0;transform:scale(.5);transform-origin:0 0}
a{color:#9c4521}`;

/** All mails at a glance: each in a small frame, with links to it and to its text. Mails are our own words: nothing to escape. */
export const indexPage = (previews: readonly Preview[]): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Mails · Bazaar</title>
<style>${STYLE}</style></head>
<body><h1>Mails</h1><p>${previews.length} pages, made of the sample events in events/contracts/samples</p>
<main>
${previews.map(figure).join('\n')}
</main></body>
</html>
`;

const figure = ({ name, template, variant, language, subject }: Preview): string =>
  `<figure><figcaption><b>${subject}</b><span>${[template, variant, language].filter(Boolean).join(' · ')} · ` +
  `<a href="${name}.html">page</a> · <a href="${name}.txt">text</a></span></figcaption>` +
  `<div class="frame"><iframe src="${name}.html" title="${subject}" loading="lazy"></iframe></div></figure>`;
