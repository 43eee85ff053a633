// The same indicator across plans, beside each other on one scale; and what the comparison found.

const groups = once(() => {
  const found = new Map();
  for (const r of island("compared")) {
    const n = numbers()[r[0]];
    const key = [n.entity, n.measure, r[2]].join("|");
    if (!found.has(key)) found.set(key, { indicator: word(r[1]), measure: n.measure, unit: word(r[2]), entity: n.entity, rows: [] });
    found.get(key).rows.push({ n, low: r[3], high: r[4], verdict: word(r[5]), said: word(r[6]), finding: word(r[7]) });
  }
  // One statement alone compares with nothing; contradictions first, then what most plans state.
  const clash = (group) => island("findings").some((one) => one.clash && group.rows.some((row) => row.finding === one.id));
  const plans = (group) => new Set(group.rows.map((row) => row.n.plan)).size;
  return [...found.values()].filter((group) => group.rows.length > 1)
    .map((group) => [clash(group) ? 1 : 0, plans(group), group])
    .sort((a, b) => b[0] - a[0] || b[1] - a[1]).map((entry) => entry[2]);
});

views.set("compare", (into, { asked }) => {
  into.append(el("h1", null, say("report.compare")), el("p.lead", null, say("report.compare_lead")));
  const items = groups();
  filtered(into, {
    address: "/compare", asked, items,
    fields: [
      { name: "q", label: say("report.words"), kind: "words" },
      { name: "plan", label: say("report.plan"), kind: "choice", choices: planChoices() },
      { name: "verdict", label: say("report.verdict"), kind: "choice", choices: choicesOf(items, (g) => [...new Set(g.rows.map((r) => r.verdict))]) },
    ],
    passes: ({ q, plan, verdict }) => {
      const find = finder(q);
      return (g) => (!plan || g.rows.some((r) => String(r.n.plan) === plan)) && (!verdict || g.rows.some((r) => r.verdict === verdict)) && find(g.indicator, ...g.rows.map((r) => r.n.area));
    },
    make: groupCard,
  });
  return say("report.compare");
});

function groupCard(group) {
  const scale = scaleOf(group.rows);
  const made = table(group.indicator, [say("report.plan"), say("report.area"), say("report.year"), say("report.value"), say("report.chart"), say("report.verdict")]);
  for (const row of group.rows) {
    const drawn = row.low !== null || row.high !== null;
    made.rows.append(made.row(
      link(row.n.address, bdi(planTitle(row.n.plan))),
      [bdi(row.n.area), row.n.segment ? el("small", null, bdi(row.n.segment)) : null],
      [row.n.time, " ", kindTag(row.n)],
      el("span.figure", null, bdi(row.n.value)),
      drawn ? bar(row.low, row.high, scale, row.n.target, row.n.value) : "",
      row.verdict ? el("a", { href: href(`/findings/${encodeURIComponent(row.finding)}`) }, row.verdict) : "",
    ));
  }
  return el("section.card.group", null, el("h2", null, bdi(group.indicator), el("small", null, [group.measure, group.unit].filter(Boolean).join(" · "))), made.node);
}

// --- findings ---------------------------------------------------------------------------------------

views.set("findings", (into, { asked, entry }) => {
  into.append(el("h1", null, say("report.findings")), el("p.lead", null, say("report.findings_lead")));
  const all = island("findings");
  const items = entry ? all.filter((finding) => finding.id === entry) : all;
  if (entry) into.append(el("p", null, link("/findings", say("report.all_findings"))));
  filtered(into, {
    address: entry ? `/findings/${encodeURIComponent(entry)}` : "/findings", asked, items,
    fields: [
      { name: "q", label: say("report.words"), kind: "words" },
      { name: "kind", label: say("report.kind"), kind: "choice", choices: choicesOf(items, (f) => f.kind) },
      { name: "verdict", label: say("report.verdict"), kind: "choice", choices: choicesOf(items, (f) => f.verdict) },
      { name: "detail", label: say("report.detail"), kind: "choice", choices: choicesOf(items, (f) => f.detail) },
      { name: "plan", label: say("report.plan"), kind: "choice", choices: planChoices() },
    ],
    passes: ({ q, kind, verdict, detail, plan }) => {
      const find = finder(q);
      return (f) => (!kind || f.kind === kind) && (!verdict || f.verdict === verdict) && (!detail || f.detail === detail)
        && (!plan || f.plans.includes(Number(plan))) && find(f.said, f.about, ...f.plans.map(planTitle));
    },
    make: findingCard,
  });
  return say("report.findings");
});

function findingCard(finding) {
  return el(`article.card.finding${finding.grave ? ".grave" : ""}`, null,
    el("p.tags", null, el("span.verdict", null, finding.verdict), el("span", null, finding.kind), finding.detail ? el("span", null, finding.detail) : null,
      finding.draft ? el("span", null, say("report.of_draft")) : null),
    el("h2", null, bdi(finding.said)),
    el("div.beside", null, finding.places.map((r) => {
      const at = place(r);
      return el("figure", null, quoted(at),
        el("figcaption", null, link(at.address, bdi(planTitle(at.plan))), el("small", null, bdi(at.section))));
    })),
    finding.places.length ? null : el("p.quiet", null, finding.plans.map((plan, at) => [at ? " · " : "", link(encodeURIComponent(planId(plan)), bdi(planTitle(plan)))])));
}

// --- what somebody should look at -------------------------------------------------------------------

views.set("checks", (into, { asked }) => {
  const items = island("checks").map((r) => ({ n: numbers()[r[0]], reasons: r[1].map(word), sentence: r[2], marks: r[3] }));
  into.append(el("h1", null, say("report.checks")), el("p.lead", null, say("report.checks_lead", { all: island("numbers").length, check: items.length })));
  filtered(into, {
    address: "/checks", asked, items, empty: say("report.nothing_to_check"),
    fields: [
      { name: "q", label: say("report.words"), kind: "words" },
      { name: "plan", label: say("report.plan"), kind: "choice", choices: planChoices() },
      { name: "reason", label: say("report.reason"), kind: "choice", choices: choicesOf(items, (c) => c.reasons) },
    ],
    passes: ({ q, plan, reason }) => {
      const find = finder(q);
      return (c) => (!plan || String(c.n.plan) === plan) && (!reason || c.reasons.includes(reason)) && find(c.n.indicator, c.sentence);
    },
    make: checkCard,
  });
  return say("report.checks");
});

function checkCard(check) {
  const { n } = check;
  const signs = Array.from(check.sentence); // marks count code points
  const words = el("blockquote.quote", { dir: "auto", lang: "zh-CN" });
  let at = 0;
  for (const [start, stop, own] of check.marks) {
    add(words, [signs.slice(at, start).join(""), el(own ? "b.hit" : "u", null, signs.slice(start, stop).join(""))]);
    at = stop;
  }
  add(words, [signs.slice(at).join("")]);
  return el("article.card.check", null,
    el("h2", null, link(n.address, bdi(n.indicator)), " ", el("span.figure", null, bdi(n.value)), el("small", null, [n.time, n.measure].filter(Boolean).join(" · "))),
    el("p.tags", null, kindTag(n), el("span", null, `${say("report.confidence")} ${Math.round(n.confidence * 100)}%`)),
    el("ul.doubts", null, check.reasons.map((reason) => el("li", null, reason))),
    words, el("p.quiet", null, bdi(`${planTitle(n.plan)} · ${n.section}`)));
}
