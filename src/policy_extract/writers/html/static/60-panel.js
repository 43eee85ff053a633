// What is known of the chosen record: fields with the rule and the words that settled each, doubts, links.

function showPanel(data, record) {
  const panel = $("#panel");
  const { word: said } = data;
  const kind = el(`span.sample.k-${kindOf(record)}`, null, kindName(record));
  const shut = el("button.shut", { type: "button", "aria-label": say("report.close"), on: { click: () => close(true) } }, "×");
  panel.replaceChildren(
    el("header", null, kind, record.v ? el("span.flag", null, say("report.to_check")) : null, el("code", null, record.i), shut),
    el("h2", { lang: "zh-CN", dir: "auto", id: "panel-head" }, said(record.h)),
    el("div.panel-body", null,
      trust(data, record),
      el("dl.fields", null, record.f.map((field) => fieldNode(data, record, field))),
      (record.l || []).map(([label, links]) =>
        el("section.links", null, el("h3", null, said(label)),
          el("ul", null, links.map(([words, address]) => el("li", null, link(address, bdi(said(words)))))))),
      others(data, record),
      el("p.quiet", null, say("report.offsets", { start: record.s, end: record.e }))),
  );
  panel.hidden = false;
  document.body.classList.add("with-panel");
  panel.scrollTop = 0;
}

function trust(data, record) {
  if (record.c === undefined) return null;
  const percent = `${Math.round(record.c * 100)}%`;
  const meter = svg("svg", { class: "meter", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" });
  meter.append(svg("rect", { class: "zero", x: 0, y: 0, width: 100, height: 6 }), svg("rect", { class: record.v ? "low" : "goal", x: 0, y: 0, width: record.c * 100, height: 6 }));
  return el("section.trust", null,
    el("p", null, el("span", null, say("report.confidence")), el("b", null, percent), meter),
    record.d ? el("ul.doubts", null, record.d.map((doubt) => el("li", null, data.word(doubt)))) : el("p.quiet", null, say("report.no_doubt")));
}

function fieldNode(data, record, [label, value, rule, id, start, end]) {
  const { word: said } = data;
  const node = el("div", null, el("dt", null, said(label)), el("dd.value", null, bdi(said(value))));
  if (rule === undefined) return node;
  const trail = el("dd.trail", null, el("span", { title: said(id) }, said(rule)));
  if (start === null || start === undefined) {
    // what a person said needs no words of the plan
    if (!said(id).startsWith("review.")) trail.append(el("i", null, say("report.no_words")));
  } else if (start !== record.s || end !== record.e) {
    const words = flowing(data.slice(start, end)).trim();
    const shown = words.length > 40 ? `${words.slice(0, 39)}…` : words;
    trail.append(el("button.words", { type: "button", title: say("report.to_words"), on: { click: () => toWords(data, start, end) } }, bdi(`“${shown}”`)));
  }
  node.append(trail);
  return node;
}

// Other records over the same words: where marks overlap, all can be reached.
function others(data, record) {
  const same = within(data, record.s, record.e).filter((other) => other !== record);
  if (!same.length) return null;
  const to = (other) => link(`${encodeURIComponent(data.id)}/${other.i}`, el(`span.sample.k-${kindOf(other)}`, null, kindName(other)), " ", bdi(data.word(other.h)));
  return el("section.links", null, el("h3", null, say("report.same_words")), el("ul", null, same.slice(0, 12).map((other) => el("li", null, to(other)))));
}

// Show where a field was read, for a moment: the words get a frame of their own.
function toWords(data, start, end) {
  const holder = $$("h2, h3, h4, h5, h6, p, td, th", open.article);
  const block = data.blocks.findIndex((one) => one[1] <= start && start < one[2]);
  const node = open.article.children[block];
  if (!node || !holder.length) return;
  const range = rangeOf(node, flowing(data.slice(start, end)).trim(), data, start, block);
  (range ? range.startContainer.parentElement : node).scrollIntoView({ block: "center" });
  if (range && window.CSS && CSS.highlights) {
    CSS.highlights.set("words", new Highlight(range));
    setTimeout(() => CSS.highlights.delete("words"), 4000);
  } else {
    node.classList.add("shown");
    setTimeout(() => node.classList.remove("shown"), 4000);
  }
}

// The stretch of the page that holds these words: counted through the block's own text.
function rangeOf(node, words, data, start, block) {
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const texts = [];
  let all = "";
  while (walker.nextNode()) {
    texts.push([all.length, walker.currentNode]);
    all += walker.currentNode.data;
  }
  const before = flowing(data.slice(data.blocks[block][1], start)).length;
  const at = [all.indexOf(words, Math.max(0, before - 4)), all.indexOf(words)].find((found) => found >= 0);
  if (at === undefined || !words) return null;
  const range = document.createRange();
  for (const [offset, text] of texts) {
    if (offset <= at) range.setStart(text, at - offset > text.length ? text.length : at - offset);
    if (offset < at + words.length) range.setEnd(text, Math.min(text.length, at + words.length - offset));
  }
  return range;
}

function close(back = false) {
  const panel = $("#panel");
  if (panel) {
    panel.hidden = true;
    panel.replaceChildren();
  }
  document.body.classList.remove("with-panel");
  if (!open) return;
  const marks = open.chosen ? marksOf(open.chosen) : [];
  for (const mark of marks) mark.classList.remove("on");
  open.chosen = null;
  if (shownPlan !== null) keep(MODE === "plan" ? "" : encodeURIComponent(open.data.id));
  if (back && marks[0]) marks[0].focus({ preventScroll: true });
}
