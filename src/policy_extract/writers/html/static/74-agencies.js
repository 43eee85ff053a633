// Agencies with their ledgers, companies with their dossiers: a list, and an entry behind each name.

views.set("agencies", (into, { asked, entry }) => {
  const items = island("agencies");
  if (entry) {
    const agency = items.find((one) => one.id === entry);
    return agency ? ledger(into, agency) : null;
  }
  into.append(el("h1", null, say("report.agencies")), el("p.lead", null, say("report.agencies_lead")));
  let made = null;
  filtered(into, {
    address: "/agencies", asked, items, empty: say("report.no_agencies"),
    fields: [
      { name: "q", label: say("report.words"), kind: "words" },
      { name: "division", label: say("report.area"), kind: "choice", choices: choicesOf(items, (a) => a.division) },
      { name: "plan", label: say("report.plan"), kind: "choice", choices: planChoices() },
    ],
    passes: ({ q, division, plan }) => {
      const find = finder(q);
      return (a) => (!division || a.division === division) && (!plan || a.charges.some((r) => String(r[0]) === plan)) && find(a.name, ...a.aliases);
    },
    head: () => (made = table(say("report.agencies"), [say("report.agency"), say("report.area"), say("report.duties"), say("report.leads"), say("report.responsible"), say("report.supports"), say("report.targets")])),
    make: (a) => made.row([link(`/agencies/${encodeURIComponent(a.id)}`, bdi(a.name)), a.aliases.length ? el("small", null, bdi(a.aliases.join("、"))) : null],
      a.division, a.charges.length, ...a.counts, a.targets),
  });
  return say("report.agencies");
});

function ledger(into, agency) {
  into.append(
    el("p.back", null, link("/agencies", say("report.all_agencies"))),
    el("h1", null, bdi(agency.name)),
    el("p.lead", null, bdi([agency.division, ...agency.aliases].filter(Boolean).join(" · "))),
    el("p.lead", null, say("report.ledger_lead", { duties: agency.charges.length, leads: agency.counts[0], targets: agency.targets })));
  const made = table(agency.name, [say("report.task"), say("report.measures"), say("report.targets"), say("report.role"), say("report.partners"), say("report.deadline"), say("report.source")]);
  const rest = listed(made.rows, agency.charges.map(charge), (one) => made.row(
    one.title ? el("b", null, link(one.address, bdi(one.title))) : link(one.address, say("report.source")), long(one.measures),
    one.targets.length ? el("ul.plain", null, one.targets.map((at) => el("li", null, brief(numbers()[at])))) : "",
    one.role, one.partners ? long(one.partners) : "", one.deadline ? [one.deadline, el("small", null, one.known)] : "",
    el("small", null, bdi(planTitle(one.plan)))));
  into.append(made.node, rest);
  return agency.name;
}

const brief = (n) => [link(n.address, bdi(`${n.indicator} ${n.value}`)), n.time ? ` · ${n.time}` : null];

// Long words are folded; nothing is left out.
function long(words, limit = 120) {
  if (words.length <= limit) return bdi(words);
  return el("details.long", null, el("summary", null, bdi(`${words.slice(0, limit)}…`)), bdi(words));
}

// --- companies --------------------------------------------------------------------------------------

views.set("companies", (into, { asked, entry }) => {
  const items = island("companies");
  if (entry) {
    const company = items.find((one) => one.id === entry);
    return company ? dossier(into, company) : null;
  }
  into.append(el("h1", null, say("report.companies")), el("p.lead", null, say("report.companies_lead")));
  let made = null;
  filtered(into, {
    address: "/companies", asked, items, empty: say("report.no_companies"),
    fields: [
      { name: "q", label: say("report.words"), kind: "words" },
      { name: "plan", label: say("report.plan"), kind: "choice", choices: planChoices() },
      { name: "projects", label: say("report.with_projects"), kind: "tick" },
    ],
    passes: ({ q, plan, projects }) => {
      const find = finder(q);
      return (c) => (!plan || c.mentions.some((r) => String(r[0]) === plan)) && (!projects || c.projects.length) && find(c.name, ...c.aliases);
    },
    head: () => (made = table(say("report.companies"), [say("report.company"), say("report.other_names"), say("report.named"), say("report.plans"), say("report.projects")])),
    make: (c) => made.row([link(`/companies/${encodeURIComponent(c.id)}`, bdi(c.name)), c.division ? el("small", null, c.division) : null],
      c.aliases.length ? bdi(c.aliases.join("、")) : "", c.mentions.length, new Set(c.mentions.map((r) => r[0])).size, c.projects.length || ""),
  });
  return say("report.companies");
});

function dossier(into, company) {
  into.append(
    el("p.back", null, link("/companies", say("report.all_companies"))),
    el("h1", null, bdi(company.name)),
    el("p.lead", null, bdi([company.division, ...company.relations].filter(Boolean).join(" · "))));
  if (company.aliases.length) into.append(el("p", null, `${say("report.other_names")}: `, bdi(company.aliases.join("、"))));
  if (company.projects.length) {
    into.append(el("h2", null, say("report.projects")), el("ul", null, company.projects.map(([plan, id, name]) =>
      el("li", null, link(`${encodeURIComponent(planId(plan))}/${id}`, bdi(word(name))), " ", el("small", null, bdi(planTitle(plan)))))));
  }
  if (company.numbers.length) {
    into.append(el("h2", null, say("report.numbers")), el("ul", null, company.numbers.map((at) => el("li", null, brief(numbers()[at])))));
  }
  into.append(el("h2", null, say("report.named_in")));
  const cards = el("div.cards");
  into.append(cards, listed(cards, company.mentions.map(place), (at) =>
    el("figure.card", null, quoted(at), el("figcaption", null, link(at.address, bdi(planTitle(at.plan))), el("small", null, bdi(at.section))))));
  return company.name;
}
