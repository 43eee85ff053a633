// What of a plan's records is marked: kinds to switch, and filters as every list has them.

function toolbar(data, asked) {
  const { word: said, records } = data;
  const counts = new Map();
  for (const record of records) counts.set(kindOf(record), (counts.get(kindOf(record)) || 0) + 1);
  const kinds = KINDS.filter(([kind]) => counts.has(kind)).map(([kind, key, on]) => {
    const box = el("input", { type: "checkbox", name: kind, "data-kind": kind, checked: on });
    box.addEventListener("change", () => {
      if (box.checked) open.shows.add(kind);
      else open.shows.delete(kind);
      dress();
      rove();
    });
    return el("label.kind", null, box, el(`span.sample.k-${kind}`, null, say(key)), el("small", null, counts.get(kind)));
  });
  const options = (of, inOrder) => choicesOf(records, of, inOrder);
  const fields = [
    { name: "year", label: say("report.year"), kind: "choice", choices: options((r) => said(r.y), true) },
    { name: "agency", label: say("report.agency"), kind: "choice", choices: options((r) => (r.g || []).map(said)) },
    { name: "attribute", label: say("report.attribute"), kind: "choice", choices: options((r) => said(r.a)) },
    { name: "check", label: say("report.only_check"), kind: "tick" },
  ].filter((field) => field.kind === "tick" ? records.some((r) => r.v) : field.choices.length);
  const address = MODE === "plan" ? "" : encodeURIComponent(data.id);
  const changed = (answers) => {
    open.passes = passing(said, answers);
    dress();
    rove();
  };
  const { form, answers } = filters(address, asked, fields, changed);
  open.passes = passing(said, answers());
  return el("div.toolbar", null,
    el("fieldset.kinds", null, el("legend", null, say("report.marked")), kinds),
    fields.length ? form : null,
    el("div.steps", null,
      el("button", { type: "button", on: { click: () => step(-1) } }, say("report.previous")),
      el("button", { type: "button", on: { click: () => step(1) } }, say("report.next")),
      el("span", { id: "matching", role: "status" })));
}

function passing(said, { year, agency, attribute, check }) {
  return (record) =>
    (!year || said(record.y) === year) &&
    (!agency || (record.g || []).some((name) => said(name) === agency)) &&
    (!attribute || said(record.a) === attribute) &&
    (!check || record.v === 1);
}

// A record that somebody asks for is shown, whatever was switched off before.
function reveal(record) {
  const box = $(`.toolbar input[data-kind="${kindOf(record)}"]`);
  if (box) box.checked = true;
  open.shows.add(kindOf(record));
  if (!open.passes(record)) {
    open.passes = () => true;
    for (const input of $$(".toolbar form input")) input.checked = false;
    for (const select of $$(".toolbar form select")) select.value = "";
  }
  dress();
}
