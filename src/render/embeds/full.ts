// The whole article for an iframe, whose height the host's loader sets to what the text needs.
import { html } from "hono/html";
import type { Locale } from "../../i18n/locales.ts";
import { absolute } from "../links.ts";
import { canonicalOf } from "../metadata.ts";
import { FRAME_PALETTE } from "../palette.ts";
import type { ArticleView } from "../view.ts";
import { renderWhole } from "./embedded-article.ts";
import { frameDocument } from "./frame.ts";
import { HOSTED_SCRIPT } from "./hosted.ts";

export const FULL_STYLE = `${FRAME_PALETTE}
*{box-sizing:border-box;margin:0}
body{font:18px/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
main{padding:clamp(16px,4vw,28px);border:1px solid var(--line);border-radius:12px;background:var(--paper);color:var(--ink)}
article{max-inline-size:66ch;margin-inline:auto}
article>*+*{margin-block-start:.9em}
h1,h2,h3,h4{line-height:1.22;font-family:var(--serif);text-wrap:balance}
h1{font-size:clamp(24px,18px + 2.4vw,34px)}h2{font-size:1.3em}h3,h4{font-size:1.1em}
article>h2,article>h3,article>h4{margin-block-start:1.5em}
.k,.m,figcaption{font-size:15px;line-height:1.45;color:var(--soft)}
.k b{margin-inline-end:.4em;font:700 18px/1 var(--serif);color:var(--link)}
.d{font-size:1.1em;color:var(--soft)}
.n,blockquote{border-inline-start:3px solid var(--link);padding-inline-start:14px}
.n{font-size:15px}
blockquote{font:italic 1.12em/1.5 var(--serif)}
img{display:block;width:100%;height:auto;border-radius:8px}
.p{display:block;position:relative}.p>img{position:absolute;inset:0;height:100%}.p picture img{position:relative}
figcaption{margin-block-start:8px}figcaption>span{display:block}small{margin-inline-end:.8em;font-size:.93em}
li+li{margin-block-start:.3em}
hr{border:0;border-block-start:1px solid var(--line)}
a{color:inherit;text-underline-offset:.15em}h1 a{text-decoration:none}h1 a:hover{text-decoration:underline}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:4px}`;

export const renderFull = (view: ArticleView): string =>
  frameDocument({
    locale: view.article.requestedLanguage as Locale,
    title: view.article.headline,
    theme: view.theme,
    canonical: absolute(canonicalOf(view.article), view.origin),
    style: FULL_STYLE,
    script: HOSTED_SCRIPT,
    grows: true,
    body: html`<main><article lang="${view.article.inLanguage}">${renderWhole(view, 1, "eager")}</article></main>`,
  });
