// The shared frame of documents made for an iframe.
import { html, raw } from "hono/html";
import type { Locale } from "../../i18n/locales.ts";
import type { Theme } from "../representation-key.ts";
import type { Html } from "../view.ts";

/** Style and script as they go out: written in lines of which each ends where nothing has to follow. */
export const oneLine = (text: string): string => text.replaceAll("\n", "");

export interface FrameDocument {
  locale: Locale;
  title: string;
  /** Absent, the document follows the host's colour scheme. */
  theme?: Theme | undefined;
  /** Absolute. */
  canonical?: string | undefined;
  /** Constant texts, allowed by their hashes. */
  style: string;
  script?: string | undefined;
  /** Whether its height follows its text rather than the frame's; the script tells by the id. Its links open beside it. */
  grows?: boolean;
  body: Html;
}

export const frameDocument = ({
  locale,
  title,
  theme,
  canonical,
  style,
  script,
  grows,
  body,
}: FrameDocument): string =>
  html`<!doctype html>
<html lang="${locale}"${theme && html` data-theme="${theme}"`}><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="${theme ?? "light dark"}">
<title>${title}</title>${grows && raw('<base target="_blank">')}${canonical && html`<link rel="canonical" href="${canonical}">`}<style>${raw(style)}</style></head>
<body${grows && raw(' id="grows"')}>${body}${script && html`<script>${raw(script)}</script>`}</body></html>`.toString();
