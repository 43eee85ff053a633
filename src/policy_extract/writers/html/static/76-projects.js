// Projects by field, place and size: two small charts that filter, and the list.

const SIZES = [["10", (m) => m !== null && m >= 10], ["1", (m) => m !== null && m >= 1 && m < 10], ["0", (m) => m !== null && m < 1], ["none", (m) => m === null]];
const sizeName = (size) => say({ 10: "report.size_10", 1: "report.size_1", 0: "report.size_0", none: "report.size_none" }[size]);
const sizeOf = (p) => SIZES.find(([, holds]) => holds(p.money))[0];

views.set("projects", (into, { asked }) => {
  const items = island("projects").map(project);
  const draw = el("div.charts");
  into.append(el("h1", null, say("report.projects")), el("p.lead", null, say("report.projects_lead")), draw);
  const sizes = SIZES.filter(([size]) => items.some((p) => sizeOf(p) === size)).map(([size]) => [size, sizeName(size)]);
  let made = null;
  const passes = ({ q, category, site, size, plan }) => {
    const find = finder(q);
    return (p) => (!category || p.category === category) && (!site || p.site === site) && (!size || sizeOf(p) === size) &&
      (!plan || String(p.plan) === plan) && find(p.name, p.company, p.content, p.site, p.category);
  };
  filtered(into, {
    address: "/projects", asked, items, passes, empty: say("report.no_projects"),
    fields: [
      { name: "q", label: say("report.words"), kind: "words" },
      { name: "category", label: say("report.field"), kind: "choice", choices: choicesOf(items, (p) => p.category) },
      { name: "site", label: say("report.place"), kind: "choice", choices: choicesOf(items, (p) => p.site) },
      { name: "size", label: say("report.size"), kind: "choice", choices: sizes },
      { name: "plan", label: say("report.plan"), kind: "choice", choices: planChoices() },
      { name: "order", label: say("report.order"), kind: "choice", choices: [["money", say("report.by_money")], ["end", say("report.by_end")]] },
    ],
    order: (kept, { order }) => {
      if (order === "money") kept.sort((a, b) => (b.money ?? -1) - (a.money ?? -1));
      if (order === "end") kept.sort((a, b) => (a.end ?? 9999) - (b.end ?? 9999));
    },
    head: (kept) => {
      draw.replaceChildren(totals(kept), ...byName(into, kept));
      return (made = table(say("report.projects"), [say("report.project"), say("report.field"), say("report.company"), say("report.place"), say("report.money"), say("report.land"), say("report.years"), say("report.source")]));
    },
    make: (p) => made.row(
      [link(p.address, bdi(p.name)), p.content ? long(p.content, 60) : null], bdi(p.category),
      p.company ? (p.entity ? link(`/companies/${encodeURIComponent(p.entity)}`, bdi(p.company)) : bdi(p.company)) : "",
      bdi(p.site), moneyOf(p), p.land === null ? "" : p.land, years(p), el("small", null, bdi(planTitle(p.plan)))),
  });
  return say("report.projects");
});

// Money comes in 亿元; English readers count in billions. Sums of floats are cut to what was written.
const money = (sum) => (LANGUAGE === "zh" ? Math.round(sum * 1e4) / 1e4 : Math.round(sum * 1e4) / 1e5);
const rounded = (sum) => Math.round(money(sum) * 100) / 100;
const years = (p) => [p.start, p.end].filter((year) => year !== null).join("—");

function moneyOf(p) {
  if (p.money !== null) return el("span.figure", null, say("report.money_of", { sum: money(p.money) }));
  return p.written === null ? "" : el("span.figure", null, `${p.written}${p.unit}`);
}

function totals(kept) {
  const sum = rounded(kept.reduce((all, p) => all + (p.money || 0), 0));
  return el("p.total", null, say("report.projects_total", { count: kept.length, sum }));
}

// Sums by field and by place; a click sets the filter.
function byName(into, kept) {
  const told = (sum, count) => say("report.sum_of", { sum: rounded(sum), count });
  const figure = (key, name, of) => {
    const found = new Map();
    for (const p of kept) {
      const entry = found.get(of(p)) || [of(p), 0, 0];
      found.set(of(p), [entry[0], entry[1] + (p.money || 0), entry[2] + 1]);
    }
    found.delete("");
    const entries = [...found.values()].sort((a, b) => b[1] - a[1]);
    if (!entries.length) return null;
    return sums(say(key), entries, told, (value) => {
      const select = $(`select[name="${name}"]`, into);
      select.value = select.value === value ? "" : value;
      select.dispatchEvent(new Event("input", { bubbles: true }));
    });
  };
  return [figure("report.by_field", "category", (p) => p.category), figure("report.by_place", "site", (p) => p.site)].filter(Boolean);
}
