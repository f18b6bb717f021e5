/** The document that the page is drawn into. Pure. */

export interface PageSources {
  /** What a policy says for files that the webview may load. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** New for every page, so that no other script runs in it. */
  readonly nonce: string;
  readonly lang: string;
  readonly title: string;
  /** Until the first figures are there. */
  readonly waiting: string;
}

/** Nothing is loaded but the page's own script and style. `blob:` is for the picture that the page itself makes of a plot, on its way to a PNG. */
export function pageHtml({ cspSource, script, style, nonce, lang, title, waiting }: PageSources): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; img-src blob:; base-uri 'none'; form-action 'none'`;
  return `<!DOCTYPE html>
<html lang="${attribute(lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${attribute(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${attribute(title)}</title>
<link rel="stylesheet" href="${attribute(style)}">
</head>
<body>
<main id="page" aria-busy="true"><h1>${attribute(title)}</h1><p>${attribute(waiting)}</p></main>
<p id="status" role="status"></p>
<script nonce="${attribute(nonce)}" src="${attribute(script)}"></script>
</body>
</html>
`;
}

function attribute(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
