// Lists of values: all of them, the main indicators, the same indicator across plans, what is to be checked.

const numberFields = () => [
  { name: "q", label: say("report.words"), kind: "words" },
  { name: "kind", label: say("report.kind"), kind: "choice", choices: [["target", say("report.kind_target")], ["actual", say("report.kind_actual")]] },
  { name: "year", label: say("report.year"), kind: "choice", choices: choicesOf(numbers(), (n) => n.year, true) },
  { name: "agency", label: say("report.agency"), kind: "choice", choices: choicesOf(numbers(), (n) => [...parted(n.lead), ...parted(n.support)]) },
  { name: "attribute", label: say("report.attribute"), kind: "choice", choices: choicesOf(numbers(), (n) => n.attribute) },
  { name: "area", label: say("report.area"), kind: "choice", choices: choicesOf(numbers(), (n) => n.area) },
  { name: "plan", label: say("report.plan"), kind: "choice", choices: planChoices() },
  { name: "check", label: say("report.only_check"), kind: "tick" },
];

function numberPasses({ q, kind, year, agency, attribute, area, plan, check }, entity) {
  const find = finder(q || "");
  return (n) =>
    (!kind || n.target === (kind === "target")) && (!year || String(n.year) === year) &&
    (!agency || parted(n.lead).includes(agency) || parted(n.support).includes(agency)) &&
    (!attribute || n.attribute === attribute) && (!area || n.area === area) &&
    (!plan || String(n.plan) === plan) && (!check || n.review) && (!entity || n.entity === entity) &&
    find(n.indicator, n.segment, n.area, n.quote, n.section, n.lead, n.support, planTitle(n.plan));
}

views.set("numbers", (into, { asked }) => {
  const entity = asked.get("i");
  const first = entity ? numbers().find((n) => n.entity === entity) : null;
  const title = first ? first.indicator : say("report.numbers");
  into.append(el("h1", null, bdi(title)), el("p.lead", null, say(first ? "report.series_lead" : "report.numbers_lead")));
  const items = entity ? numbers().filter((n) => n.entity === entity) : numbers();
  if (entity) items.sort((a, b) => (a.area > b.area ? 1 : a.area < b.area ? -1 : (a.year || 0) - (b.year || 0)));
  let made = null;
  filtered(into, {
    address: entity ? `/numbers?i=${encodeURIComponent(entity)}` : "/numbers", asked, fields: numberFields(), items,
    passes: (answers) => numberPasses(answers, entity),
    head: () => (made = table(title, [say("report.indicator"), say("report.value"), say("report.year"), say("report.kind"), say("report.attribute"), say("report.answers"), say("report.source")])),
    make: (n) => made.row(naming(n), valueOf(n), n.time, kindTag(n), n.attribute, answering(n), sourceOf(n)),
  });
  return title;
});

const naming = (n) => [el("b", null, bdi(n.indicator)), el("small", null, bdi([n.area, n.segment].filter(Boolean).join(" · ")))];
const valueOf = (n) => [el("span.figure", null, bdi(n.value)), el("small", null, [n.measure, n.qualifier].filter(Boolean).join(" · "))];
const kindTag = (n) => [el(`span.sample.k-${n.target ? "target" : "actual"}`, null, say(n.target ? "report.kind_target" : "report.kind_actual")), n.review ? el("span.flag", null, say("report.to_check")) : null];
const answering = (n) => (n.lead || n.support ? [n.lead ? el("span", null, bdi(n.lead)) : null, n.support ? el("small", null, bdi(n.support)) : null] : "");
const sourceOf = (n) => [link(n.address, bdi(n.section || n.quote)), el("small", null, bdi(planTitle(n.plan)))];

// --- main indicators --------------------------------------------------------------------------------

const mainRows = once(() => island("indicators").map((r) => ({
  base: r[0] === null ? null : numbers()[r[0]], target: r[1] === null ? null : numbers()[r[1]],
  own: numbers()[r[1] === null ? r[0] : r[1]], category: word(r[2]), domain: word(r[3]), number: word(r[4]),
  rate: r[5], points: r[6], why: word(r[7]), listed: r[8] === 1,
})));

views.set("indicators", (into, { asked }) => {
  const items = mainRows();
  into.append(el("h1", null, say("report.indicators")), el("p.lead", null, say("report.indicators_lead")), chartKey());
  let made = null;
  filtered(into, {
    address: "/indicators", asked, items,
    fields: [
      { name: "q", label: say("report.words"), kind: "words" },
      { name: "plan", label: say("report.plan"), kind: "choice", choices: planChoices() },
      { name: "domain", label: say("report.domain"), kind: "choice", choices: choicesOf(items, (r) => r.domain) },
      { name: "attribute", label: say("report.attribute"), kind: "choice", choices: choicesOf(items, (r) => r.own.attribute) },
      { name: "listed", label: say("report.only_tables"), kind: "tick" },
    ],
    passes: ({ q, plan, domain, attribute, listed: inTable }) => {
      const find = finder(q);
      return (r) => (!plan || String(r.own.plan) === plan) && (!domain || r.domain === domain) && (!attribute || r.own.attribute === attribute) &&
        (!inTable || r.listed) && find(r.own.indicator, r.own.area, r.own.segment, r.category, planTitle(r.own.plan));
    },
    head: () => (made = table(say("report.indicators"), [say("report.indicator"), say("report.base"), say("report.chart"), say("report.goal"), say("report.growth"), say("report.attribute"), say("report.source")])),
    make: (r) => made.row(naming(r.own), dated(r.base), chartOf(r), dated(r.target), growthOf(r), r.own.attribute, sourceOf(r.own)),
  });
  return say("report.indicators");
});

const dated = (n) => (n ? [link(n.address, el("span.figure", null, bdi(n.value))), el("small", null, n.time)] : "");
const end = (n) => (n.low === null ? n.high : n.low);

function chartOf(r) {
  if (!r.base || !r.target || r.base.unit !== r.target.unit) return "";
  const [from, to] = [end(r.base), end(r.target)];
  if (from === null || to === null) return "";
  const bound = r.target.high === null ? "up" : r.target.low === null ? "down" : "";
  return slope(from, to, bound, say("report.chart_label", { base: `${r.base.value} ${r.base.time}`, target: `${r.target.value} ${r.target.time}` }));
}

function growthOf(r) {
  if (r.rate !== null) return [el("span.figure", null, `${r.rate}%`), el("small", null, r.why)];
  if (r.points !== null) return [el("span.figure", null, say("report.points", { points: `${r.points > 0 ? "+" : ""}${r.points}` }))];
  return el("small", null, r.target && r.base ? r.why : "");
}

function chartKey() {
  const key = (shape, words) => el("span", null, shape, words);
  const shape = (...parts) => { const s = svg("svg", { class: "slope", viewBox: "0 0 12 12", width: 12, height: 12, "aria-hidden": "true" }); s.append(...parts); return s; };
  return el("p.chart-key", null,
    key(shape(svg("circle", { class: "ring", cx: 6, cy: 6, r: 3.5 })), say("report.key_base")),
    key(shape(svg("path", { class: "goal", d: "M6 1.5l4.5 4.5-4.5 4.5-4.5-4.5z" })), say("report.key_goal")),
    key(shape(svg("path", { class: "bound", d: "M6 10v-8m-2.5 3l2.5-3 2.5 3" })), say("report.key_bound")));
}
