// Building the page. Words of a plan become text nodes and nothing else: no markup is ever parsed from data.

const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// Signs that turn the words around them, or that nobody sees: shown by their names (visible.py has the same).
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u;

function put(node, words) {
  const text = String(words);
  if (!UNSEEN.test(text)) {
    node.append(text);
    return;
  }
  for (const sign of text.split(new RegExp(`(${UNSEEN.source})`, "u"))) {
    if (UNSEEN.test(sign)) {
      const shown = document.createElement("span");
      shown.className = "unseen";
      shown.textContent = `⟨U+${sign.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
      node.append(shown);
    } else if (sign) {
      node.append(sign);
    }
  }
}

// el("a.link", {href: …, on: {click: …}}, "words", node, [nodes], null)
function el(name, given, ...children) {
  const [tag, ...classes] = name.split(".");
  const node = document.createElement(tag || "div");
  if (classes.length) node.className = classes.join(" ");
  for (const [key, value] of Object.entries(given || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") {
      for (const [event, call] of Object.entries(value)) node.addEventListener(event, call);
    } else {
      node.setAttribute(key, value === true ? "" : value);
    }
  }
  add(node, children);
  return node;
}

function add(node, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false || child === "") continue;
    if (child instanceof Node) node.append(child);
    else put(node, child);
  }
  return node;
}

// Words of a plan among words of ours: neither direction nor language runs over into the other.
const bdi = (words) => el("bdi", { lang: "zh-CN" }, words);

function svg(tag, given, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(given || {})) node.setAttribute(key, value);
  for (const child of children) node.append(child);
  return node;
}

// The sentence of a place with the words that are meant marked.
function quoted({ sentence, quote, at }) {
  const words = el("blockquote.quote", { dir: "auto", lang: "zh-CN" });
  if (!quote || !sentence.startsWith(quote, at)) return add(words, [sentence]);
  const end = at + quote.length;
  return add(words, [sentence.slice(0, at), el("b.hit", null, quote), sentence.slice(end)]);
}

// Long lists are made as far as they are looked at.
function listed(into, items, make, step = 100) {
  let shown = 0;
  const more = el("button.more", { type: "button", on: { click: () => next() } });
  const after = el("p.after");
  const next = () => {
    const first = shown;
    for (const item of items.slice(shown, shown + step)) into.append(make(item));
    shown = Math.min(items.length, shown + step);
    after.replaceChildren();
    if (shown >= items.length) return;
    more.textContent = say("report.more", { shown, all: items.length });
    after.append(more);
    if (first) into.children[first]?.focus?.();
  };
  next();
  return after;
}
