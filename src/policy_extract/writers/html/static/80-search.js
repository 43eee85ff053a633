// Search without a server: names, numbers and quotes of the corpus, and the text of the plans that are in the page.

views.set("search", (into, { asked }) => {
  const query = (asked.get("q") || "").trim();
  $("#search").value = query;
  into.append(el("h1", null, query ? say("report.found_for", { query }) : say("report.search")));
  if (!query) {
    into.append(el("p.lead", null, say("report.search_lead")));
    return say("report.search");
  }
  const parts = MODE === "plan" ? inPlan(query) : inCorpus(query);
  const all = parts.reduce((sum, part) => sum + part.items.length, 0);
  into.append(el("p.count", { role: "status" }, say("report.hits", { count: all })));
  if (MODE === "plan") into.append(el("p", null, link(`/search?q=${encodeURIComponent(query)}`, say("report.search_all"))));
  if (!all) into.append(el("p.empty", null, say("report.empty")));
  for (const { title, items, make } of parts) {
    if (!items.length) continue;
    const rows = el("ul.hits");
    into.append(el("section", null, el("h2", null, title, el("small", null, items.length)), rows, listed(rows, items, make, 12)));
  }
  return say("report.search");
});

function inCorpus(query) {
  const find = finder(query);
  const hit = (address, words, beside) => el("li", null, link(address, highlighted(words, query)), beside ? el("small", null, bdi(beside)) : null);
  const named = (name, view, title) => ({
    title, items: island(name).filter((one) => find(one.name, ...one.aliases)),
    make: (one) => hit(`/${view}/${encodeURIComponent(one.id)}`, one.name, [one.division, ...one.aliases].filter(Boolean).join(" · ")),
  });
  return [
    { title: say("report.plans"), items: island("plans").filter(([id, title]) => find(id, title)), make: ([id, title]) => hit(encodeURIComponent(id), title) },
    {
      title: say("report.numbers"), items: numbers().filter((n) => find(n.indicator, n.segment, n.quote, n.area, n.time)),
      make: (n) => hit(n.address, `${n.indicator} · ${n.value}`, [n.time, n.area, planTitle(n.plan)].filter(Boolean).join(" · ")),
    },
    named("agencies", "agencies", say("report.agencies")),
    named("companies", "companies", say("report.companies")),
    {
      title: say("report.projects"), items: island("projects").map(project).filter((p) => find(p.name, p.company, p.content)),
      make: (p) => hit(p.address, p.name, [p.company, p.site].filter(Boolean).join(" · ")),
    },
    { title: say("report.findings"), items: island("findings").filter((f) => find(f.said)), make: (f) => hit(`/findings/${encodeURIComponent(f.id)}`, f.said, f.verdict) },
    {
      title: say("report.texts"), items: island("plans").flatMap(([id]) => (has(`plan:${id}`) ? passages(id, query) : [])),
      make: passageNode,
    },
  ];
}

function inPlan(query) {
  const data = planData(OWN);
  const find = finder(query);
  return [
    {
      title: say("report.records"), items: data.records.filter((record) => find(data.word(record.h), data.slice(record.s, record.e))),
      make: (record) => el("li", null, link(`${encodeURIComponent(OWN)}/${record.i}`, el(`span.sample.k-${kindOf(record)}`, null, kindName(record)), " ", highlighted(data.word(record.h), query))),
    },
    { title: say("report.texts"), items: passages(OWN, query), make: passageNode },
  ];
}

// Blocks of a text that hold the words; a link goes to the record that is nearest to them.
function passages(id, query) {
  const data = planData(id);
  const find = finder(query);
  const found = [];
  for (const block of data.blocks) {
    const words = flowing(data.slice(block[1], block[2]));
    if (block[0] === "r" || !find(words)) continue;
    const near = within(data, block[1], block[2]).filter((record) => record.k !== "area")[0];
    const at = Math.max(0, words.toLowerCase().indexOf(query.toLowerCase().split(/\s+/)[0]) - 40);
    found.push({ id, title: data.title, near, words: `${at ? "…" : ""}${words.slice(at, at + 140)}${words.length > at + 140 ? "…" : ""}`, query });
  }
  return found;
}

function passageNode({ id, title, near, words, query }) {
  return el("li", null, link(`${encodeURIComponent(id)}${near ? `/${near.i}` : ""}`, bdi(title)), el("p", { dir: "auto", lang: "zh-CN" }, highlighted(words, query)));
}

function highlighted(words, query) {
  const node = el("bdi", { lang: "zh-CN" });
  const parts = query.split(/\s+/).filter(Boolean).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  for (const part of words.split(new RegExp(`(${parts.join("|")})`, "i"))) {
    add(node, [parts.some((wanted) => new RegExp(`^${wanted}$`, "i").test(part)) ? el("b.hit", null, part) : part]);
  }
  return node;
}
