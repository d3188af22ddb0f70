// A model of WordPress with the html of an oEmbed provider that is not on its list: wp_filter_oembed_result, and the
// script (wp-embed.js) on the page, both as in WordPress 6.

const ATTRIBUTES: Record<string, readonly string[]> = {
  a: ["href"],
  blockquote: [],
  iframe: ["src", "width", "height", "frameborder", "marginwidth", "marginheight", "scrolling", "title"],
};

/** wp_kses: only these tags stay, each with these attributes. */
function kses(html: string, more: Record<string, string[]> = {}): string {
  return html.replace(/<(\/?)([a-z0-9]+)([^>]*)>/gi, (_, slash: string, name: string, rest: string) => {
    const tag = name.toLowerCase();
    if (!Object.hasOwn(ATTRIBUTES, tag)) return "";
    const allowed = [...(ATTRIBUTES[tag] ?? []), ...(more[tag] ?? [])];
    const kept = [...rest.matchAll(/([a-z-]+)=("[^"]*"|'[^']*')/gi)]
      .filter(([, attribute = ""]) => allowed.includes(attribute.toLowerCase()))
      .map(([whole]) => ` ${whole}`);
    return slash ? `</${tag}>` : `<${tag}${kept.join("")}>`;
  });
}

/** @returns what the post shows, or `null` where WordPress shows nothing but the link. */
export function filterOembedResult(result: string, secret: string): string | null {
  const content = /(<blockquote>.*?<\/blockquote>)?.*(<iframe.*?><\/iframe>)/ms.exec(kses(result));
  if (!content?.[2]) return null;
  let html = (content[1] ?? "") + content[2];
  const source = / src=(['"])(.*?)\1/.exec(html);
  if (source) {
    const [whole, quote, url] = source;
    html = html
      .replace(
        whole,
        () => ` src=${quote}${url}#?secret=${secret}${quote} data-secret=${quote}${secret}${quote}`,
      )
      .replaceAll("<blockquote", `<blockquote data-secret="${secret}"`);
  }
  html = kses(html, { blockquote: ["data-secret"], iframe: ["data-secret"] });
  if (content[1]) {
    html = html
      .replaceAll("<iframe", '<iframe style="position: absolute; visibility: hidden;"')
      .replaceAll("<blockquote", '<blockquote class="wp-embedded-content"');
  }
  return html.replaceAll(
    "<iframe",
    '<iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted"',
  );
}

/** The page's script; `__followed` instead of leaving the page. */
export const WP_EMBED = `
window.__followed = [];
window.addEventListener("message", function (e) {
  var data = e.data;
  if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
  var iframes = document.querySelectorAll('iframe[data-secret="' + data.secret + '"]');
  var blockquotes = document.querySelectorAll('blockquote[data-secret="' + data.secret + '"]');
  for (var i = 0; i < blockquotes.length; i++) blockquotes[i].style.display = "none";
  for (i = 0; i < iframes.length; i++) {
    var source = iframes[i];
    if (e.source !== source.contentWindow) continue;
    source.removeAttribute("style");
    if ("height" === data.message) {
      var height = parseInt(data.value, 10);
      if (height > 1000) height = 1000;
      else if (~~height < 200) height = 200;
      source.height = height;
    } else if ("link" === data.message) {
      var from = new URL(source.getAttribute("src"));
      var to = new URL(data.value);
      if (/^https?:$/i.test(to.protocol) && to.host === from.host && document.activeElement === source)
        window.__followed.push(data.value);
    }
  }
});
function onLoad() {
  var frames = document.querySelectorAll("iframe.wp-embedded-content");
  for (var i = 0; i < frames.length; i++) {
    var secret = frames[i].getAttribute("data-secret");
    if (secret) frames[i].contentWindow.postMessage({ message: "ready", secret: secret }, "*");
  }
}
document.addEventListener("DOMContentLoaded", onLoad, false);
`;
