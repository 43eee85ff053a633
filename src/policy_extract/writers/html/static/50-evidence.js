// A plan's text with every record marked. Marks may lie over each other: the text is cut at all their edges, a
// piece names all records that cover it, a click takes the shortest and a second click the next.

const KINDS = [
  ["target", "report.kind_target", true], ["actual", "report.kind_actual", true],
  ["agency", "report.kind_agency", true], ["company", "report.kind_company", true],
  ["project", "report.kind_project", true], ["task", "report.kind_task", true],
  ["time", "report.kind_time", true], ["area", "report.kind_area", false],
];
const kindOf = (record) => (record.k === "assignment" ? "agency" : record.k);

let open = null; // {data, article, chosen, shows, passes}: the plan on the page

views.set("plan", (into, wanted) => {
  const data = planData(wanted.plan);
  if (!data) return null;
  shownPlan = wanted.plan;
  const shows = new Set(KINDS.filter((kind) => kind[2]).map((kind) => kind[0]));
  open = { data, article: null, chosen: null, shows, passes: () => true };
  const article = el("article.text", { lang: "zh-CN", dir: "auto" });
  open.article = article;
  for (const block of data.blocks) article.append(blockNode(data, block));
  article.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark) clicked(mark);
  });
  const bar = toolbar(data, wanted.asked);
  into.append(planHead(data), el("div.evidence", null, outline(data), el("div.reading", null, bar, article)));
  dress();
  rove();
  if (wanted.record) choose(wanted.record);
  return data.title;
});

function planHead(data) {
  return el("header.plan-head", null,
    el("h1", { lang: "zh-CN", dir: "auto" }, data.title),
    data.meta.length ? el("dl.meta", null, data.meta.map(([label, words]) =>
      el("div", null, el("dt", null, label), el("dd", null, bdi(words))))) : null,
    data.warnings.length ? el("ul.warnings", null, data.warnings.map((words) => el("li", null, words))) : null);
}

function outline(data) {
  const heads = data.blocks.filter((block) => block[0] === "h" && block[3] < 2);
  const entries = el("ol", { lang: "zh-CN" }, heads.map((block) =>
    el(`li.d${block[3]}`, null, el("button", { type: "button", on: { click: () => toSection(block[4]) } },
      flowing(data.slice(block[1], block[2]))))));
  const details = el("details.outline", null, el("summary", null, say("report.outline")), entries);
  details.open = window.matchMedia("(min-width: 64rem)").matches;
  return heads.length > 1 ? el("nav", { class: "side", "aria-label": say("report.outline") }, details) : null;
}

function toSection(id) {
  const head = document.getElementById(`section-${id}`);
  if (!head) return;
  head.scrollIntoView({ block: "start" });
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
}

// --- blocks -----------------------------------------------------------------------------------------

function blockNode(data, block) {
  const [kind, start, end] = block;
  if (kind === "h") {
    const node = el(`h${Math.min(6, block[3] + 2)}.d${Math.min(4, block[3])}`, { id: `section-${block[4]}` });
    return add(node, pieces(data, start, end));
  }
  if (kind === "t") return tableNode(data, block);
  if (kind === "r") {
    return el("details.residue", null, el("summary", null, say("report.residue", { reason: block[3] })),
      el("p", null, flowing(data.slice(start, Math.min(end, start + 2000)))));
  }
  const node = el("p", block[3] ? { id: `section-${block[3]}` } : null);
  const title = block[4];
  if (!title) return add(node, pieces(data, start, end));
  return add(node, [el("strong.run-in", null, pieces(data, start, title)), pieces(data, title, end)]);
}

function tableNode(data, block) {
  const [, , , header, rows] = block;
  const body = rows.map((row, at) => el("tr", null, row.map(([start, end, high, wide]) => {
    const cell = el(at < header ? "th" : "td", { rowspan: high > 1 ? high : null, colspan: wide > 1 ? wide : null });
    // what is long needs room: a table of many columns runs over inside its frame instead of standing on end
    if (end - start > 400) cell.className = "huge";
    else if (end - start > 60) cell.className = "long";
    else if (end - start > 14) cell.className = "middle";
    return add(cell, pieces(data, start, end));
  })));
  return el("div.scroll", { role: "region", tabindex: "0", "aria-label": say("report.table") },
    el("table.grid", null, header ? el("thead", null, body.slice(0, header)) : null, el("tbody", null, body.slice(header))));
}

// The words of a stretch, cut at every edge of a record.
function pieces(data, start, end) {
  const records = within(data, start, end);
  if (!records.length) return [flowing(data.slice(start, end))];
  const edges = new Set([start, end]);
  for (const record of records) {
    if (record.s > start) edges.add(record.s);
    if (record.e < end) edges.add(record.e);
  }
  const cuts = [...edges].sort((a, b) => a - b);
  const found = [];
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const words = flowing(data.slice(cuts[at], cuts[at + 1]));
    if (!words) continue;
    const over = records.filter((record) => record.s <= cuts[at] && cuts[at + 1] <= record.e);
    found.push(over.length ? markNode(over, words) : words);
  }
  return found;
}

function markNode(over, words) {
  const inner = [...over].sort((a, b) => a.e - a.s - (b.e - b.s));
  return el("mark", { "data-r": inner.map((record) => record.i).join(" "), role: "button", tabindex: "-1" }, words);
}

const recordsOf = (mark) => mark.dataset.r.split(" ").map((id) => open.data.byId.get(id));
const seen = (record) => open.shows.has(kindOf(record)) && open.passes(record);

// Which marks are to be seen as what: by the kinds that are on, and by the filters.
function dress() {
  for (const mark of $$("mark", open.article)) {
    const shown = recordsOf(mark).filter(seen);
    const kinds = [...new Set(shown.map((record) => `k-${kindOf(record)}`))];
    const doubtful = shown.some((record) => record.v) ? "doubtful" : "";
    const on = open.chosen && mark.dataset.r.split(" ").includes(open.chosen.i) ? "on" : "";
    mark.className = [...kinds, doubtful, on].filter(Boolean).join(" ");
    if (shown.length) {
      mark.setAttribute("aria-label", `${shown.map((record) => kindName(record)).join(", ")}: ${mark.textContent}`);
      mark.setAttribute("role", "button");
    } else {
      mark.removeAttribute("role");
      mark.removeAttribute("aria-label");
    }
  }
  const left = open.data.records.filter(seen);
  $("#matching").textContent = say("report.matching", { shown: left.length, all: open.data.records.length });
}

const kindName = (record) => say(KINDS.find((kind) => kind[0] === kindOf(record))[1]);

// One mark is in the order of the tab key: the chosen one, else the first. Arrows go on from there.
function rove() {
  for (const mark of $$("mark[tabindex='0']", open.article)) mark.tabIndex = -1;
  const marks = open.chosen ? marksOf(open.chosen) : $$("mark[role]", open.article).slice(0, 1);
  if (marks[0]) marks[0].tabIndex = 0;
}

const marksOf = (record) => $$("mark", open.article).filter((mark) => mark.dataset.r.split(" ").includes(record.i));

function clicked(mark) {
  const shown = recordsOf(mark).filter(seen);
  if (!shown.length) return;
  const at = open.chosen ? shown.indexOf(open.chosen) : -1;
  choose(shown[(at + 1) % shown.length].i, false);
}

// Show a record: mark exactly its words, tell its fields, bring it into sight.
function choose(id, scroll = true) {
  if (!open || shownPlan === null) return;
  const record = id === null ? null : open.data.byId.get(id);
  if (!record) {
    close();
    if (id !== null) $("#matching").textContent = say("report.no_record", { id });
    return;
  }
  if (!seen(record)) reveal(record);
  open.chosen = record;
  for (const mark of $$("mark.on", open.article)) mark.classList.remove("on");
  const marks = marksOf(record);
  for (const mark of marks) mark.classList.add("on");
  rove();
  keep(MODE === "plan" ? record.i : `${encodeURIComponent(open.data.id)}/${record.i}`);
  showPanel(open.data, record);
  if (scroll && marks[0]) {
    marks[0].scrollIntoView({ block: "center", inline: "center" });
    marks[0].focus({ preventScroll: true });
  }
}

function step(by) {
  if (!open) return;
  const left = open.data.records.filter(seen);
  if (!left.length) return;
  let at = open.chosen ? left.indexOf(open.chosen) : -1;
  if (at < 0 && open.chosen) at = left.findIndex((record) => record.order > open.chosen.order) - (by > 0 ? 1 : 0);
  choose(left[(at + by + left.length) % left.length].i);
}
