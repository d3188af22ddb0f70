// Inline content of an article's text: allowed elements, and the targets of links.
import type { Link, PhrasingContent } from "mdast";
import { type Locale, parseLocale } from "../../../i18n/locales.ts";
import type { DiagnosticCode, DiagnosticValues } from "../../diagnostics/diagnostic.ts";
import { suggesting } from "../../diagnostics/suggest.ts";
import { elementAt } from "./html-marks.ts";

export function checkInline(
  children: readonly PhrasingContent[],
  locale: Locale,
  report: (node: PhrasingContent, code: DiagnosticCode, values?: DiagnosticValues) => void,
  onSiteLink: (node: PhrasingContent, path: string) => void,
): void {
  /** Up to where the HTML is told of already. */
  let told = -1;
  for (const [i, node] of children.entries()) {
    switch (node.type) {
      case "html": {
        if (i <= told) break;
        const element = elementAt(children, i);
        told = element?.to ?? told;
        report(node, "html", suggesting({}, element?.markdown));
        break;
      }
      case "image":
        report(node, "picture_in_line");
        break;
      case "footnoteReference":
        report(node, "footnote");
        break;
      case "linkReference":
      case "imageReference":
        report(node, "link_reference");
        break;
      case "link":
        if (isSitePath(node.url)) onSiteLink(node, node.url);
        else if (!isWebLink(node.url)) report(node, "link_nowhere", { locale });
        else if (isLocalLink(node.url))
          report(
            node,
            isBare(node) ? "local_address" : "link_local",
            suggesting({ locale }, sitePathOf(node.url)),
          );
        if (node.title) report(node, "link_title");
        break;
    }
    if ("children" in node) checkInline(node.children, locale, report, onSiteLink);
  }
}

/** From the root of the site, and in no way from that of another one: browsers take `\` for `/`. */
const isSitePath = (url: string): boolean => /^\/(?![/\\])[^\s\\]*$/.test(url);

/** In the spelling that the sanitizer lets through, and that is not relative on any page. */
const isWebLink = (url: string): boolean => /^(https?:\/\/[^/\\]|mailto:)/.test(url) && URL.canParse(url);

/** To the machine that opens it: `npm run dev` and `npm start` have such addresses. */
const isLocalLink = (url: string): boolean =>
  /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/.test(new URL(url).hostname);

/** Written as nothing but its address, which is perhaps what readers are to see. */
const isBare = ({ url, children: [only, ...others] }: Link): boolean =>
  only?.type === "text" && only.value === url && others.length === 0;

/** @returns the path of a page as it is on the site, or `undefined` if it is none that readers have. */
function sitePathOf(url: string): string | undefined {
  const { pathname, hash } = new URL(url);
  return parseLocale(pathname.split("/")[1] ?? "") ? pathname + hash : undefined;
}
