// Filters of a list: a form whose answers stand in the address, so that a filtered list can be sent on.

// fields: [{name, label, kind: "words" | "choice" | "tick", choices: [[value, words]]}]
function filters(address, asked, fields, changed) {
  const form = el("form.filters", { role: "search", on: { submit: (event) => event.preventDefault() } });
  const inputs = new Map();
  // On a narrow screen all but the first are folded; an answer that an address brings unfolds them.
  const rest = el("details.rest", null, el("summary", null, say("report.filters")));
  rest.open = window.matchMedia("(min-width: 48.01rem)").matches || fields.slice(1).some((field) => asked.get(field.name));
  for (const field of fields) {
    const input = inputOf(field, asked.get(field.name) || "");
    inputs.set(field.name, input);
    const label = el(`label.${field.kind}`, null, el("span", null, field.label), input);
    if (fields.length < 3 || field === fields[0]) form.append(label);
    else rest.append(label);
  }
  if (rest.children.length > 1) form.append(rest);
  const answers = () => {
    const found = {};
    for (const field of fields) {
      const input = inputs.get(field.name);
      found[field.name] = field.kind === "tick" ? (input.checked ? "1" : "") : input.value.trim();
    }
    return found;
  };
  const tell = () => {
    const found = answers();
    const query = new URLSearchParams(Object.entries(found).filter(([, value]) => value));
    const sign = address.includes("?") ? "&" : "?";
    keep(`${address}${String(query) ? `${sign}${query}` : ""}`);
    changed(found);
  };
  let waiting = 0;
  form.addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(tell, event.target.type === "search" ? 120 : 0);
  });
  return { form, answers };
}

function inputOf(field, value) {
  if (field.kind === "tick") {
    const box = el("input", { type: "checkbox", name: field.name });
    box.checked = value === "1";
    return box;
  }
  if (field.kind === "words") {
    const input = el("input", { type: "search", name: field.name, autocomplete: "off" });
    input.value = value;
    return input;
  }
  const select = el("select", { name: field.name });
  select.append(el("option", { value: "" }, say("report.any")));
  for (const [choice, words] of field.choices) select.append(el("option", { value: choice }, words));
  select.value = value;
  if (select.value !== value) {
    select.append(el("option", { value }, value)); // asked for by an address, although nothing has it
    select.value = value;
  }
  return select;
}

// The choices that a list offers: each value once, the most frequent first, or in order.
function choicesOf(items, of, inOrder = false) {
  const counted = new Map();
  for (const item of items) {
    for (const value of [of(item)].flat()) {
      if (value !== "" && value !== null && value !== undefined) counted.set(value, (counted.get(value) || 0) + 1);
    }
  }
  const entries = [...counted];
  if (inOrder) entries.sort((a, b) => (a[0] > b[0] ? 1 : -1));
  else entries.sort((a, b) => b[1] - a[1]);
  return entries.map(([value, count]) => [String(value), `${value} (${count})`]);
}

const planChoices = () => island("plans").map(([, title], at) => [String(at), title]);

const parted = (names) => (names ? names.split(/、|, /) : []);

// Words that are looked for: all of them, anywhere, whatever their case.
function finder(query) {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  return (...texts) => {
    const text = texts.join("\n").toLowerCase();
    return wanted.every((part) => text.includes(part));
  };
}

// A list with filters: rows are made anew whenever an answer changes.
function filtered(into, { address, asked, fields, items, passes, make, head, empty, order }) {
  const count = el("p.count", { role: "status", "aria-live": "polite" });
  const body = el("div.results");
  const show = (answers) => {
    const kept = items.filter(passes(answers));
    if (order) order(kept, answers);
    count.textContent = say("report.count", { shown: kept.length, all: items.length });
    body.replaceChildren();
    if (!kept.length) {
      body.append(el("p.empty", null, empty || say("report.empty")));
      return;
    }
    const holder = head ? head(kept, answers) : { node: el("div.cards"), rows: null };
    const rows = holder.rows || holder.node;
    body.append(holder.node);
    body.append(listed(rows, kept, (item) => make(item, answers)));
  };
  const { form, answers } = filters(address, asked, fields, show);
  into.append(form, count, body);
  show(answers());
}

// A table whose rows become cards on a narrow screen: every cell carries its head.
function table(label, heads) {
  const rows = el("tbody");
  const cells = heads.map((head) => el("th", { scope: "col" }, head));
  const node = el("div.scroll", { role: "region", "aria-label": label, tabindex: "0" },
    el("table.rows", null, el("thead", null, el("tr", null, cells)), rows));
  const row = (...values) =>
    el("tr", null, values.map((value, at) =>
      el("td", { "data-head": heads[at], class: value === "" || value === null ? "blank" : null }, value)));
  return { node, rows, row };
}
