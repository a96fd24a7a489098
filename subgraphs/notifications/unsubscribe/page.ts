import type { Language } from './words.ts';

type Page = { readonly language: Language; readonly heading: string; readonly text: string; readonly button?: string };

const STYLE = `body{margin:0;background:#f3f1ec;color:#23201c;font:16px/1.5 system-ui,sans-serif}
main{max-width:28rem;margin:12vh auto 0;padding:24px 32px;background:#fff;border-radius:8px;border-top:3px solid #b5542b}
h1{margin:0 0 12px;font-size:20px}p{margin:0 0 20px}
button{padding:10px 18px;border:0;border-radius:6px;background:#9c4521;color:#fff;font:inherit;font-weight:600;cursor:pointer}
@media(max-width:32rem){main{margin:16px;padding:20px}}`;

/** A page of the shop's own words only: nothing of the request is repeated in it. The form posts to where it stands. */
export const pageOf = ({ language, heading, text, button }: Page): string => `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${heading} · Bazaar</title><style>${STYLE}</style></head>
<body><main><h1>${heading}</h1><p>${text}</p>${button ? `<form method="post"><button>${button}</button></form>` : ''}</main></body>
</html>
`;
