// The data islands: each is read when a view first asks for it, so that a page of 500 plans opens at once.

const MODE = document.documentElement.dataset.mode; // single, index, plan
const LANGUAGE = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const islands = new Map();

function island(name) {
  if (!islands.has(name)) {
    const node = document.getElementById(`data-${name}`);
    islands.set(name, node ? JSON.parse(node.textContent) : null);
  }
  return islands.get(name);
}

const has = (name) => document.getElementById(`data-${name}`) !== null;

// A text in the reader's language: messages/report.py has all.
function say(key, fields = {}) {
  const text = island("says")[key.slice(key.indexOf(".") + 1)];
  return text.replace(/\{(\w+)\}/g, (_, name) => String(fields[name]));
}

// --- the corpus: rows are lists (lists.py), here they get names ------------------------------------

const word = (number) => island("words")[number || 0];
const planId = (number) => island("plans")[number][0];
const planTitle = (number) => island("plans")[number][1];

function number(at) {
  const r = island("numbers")[at];
  return {
    at, plan: r[0], id: r[1], indicator: word(r[2]), segment: word(r[3]), area: word(r[4]),
    value: word(r[5]), measure: word(r[6]), qualifier: word(r[7]), time: word(r[8]),
    target: r[9] === 1, attribute: word(r[10]), lead: word(r[11]), support: word(r[12]),
    confidence: r[13], review: r[14] === 1, quote: word(r[15]), section: word(r[16]),
    low: r[17], high: r[18], unit: word(r[19]), entity: word(r[20]), about: word(r[21]), year: r[22],
    address: `${encodeURIComponent(planId(r[0]))}/${r[1]}`,
  };
}

const numbers = once(() => island("numbers").map((_, at) => number(at)));

function place(r) {
  return {
    plan: r[0], section: word(r[2]), sentence: word(r[3]), quote: word(r[4]), at: r[5],
    address: `${encodeURIComponent(planId(r[0]))}/${r[1]}`,
  };
}

function charge(r) {
  return {
    plan: r[0], role: word(r[2]), title: word(r[3]), measures: word(r[4]), targets: r[5],
    partners: word(r[6]), deadline: word(r[7]), known: word(r[8]), written: word(r[9]),
    address: `${encodeURIComponent(planId(r[0]))}/${r[1]}`,
  };
}

function project(r) {
  return {
    plan: r[0], id: r[1], category: word(r[2]), number: r[3], name: word(r[4]), company: word(r[5]),
    entity: word(r[6]), content: word(r[7]), nature: word(r[8]), start: r[9], end: r[10], land: r[11],
    money: r[12], site: word(r[13]), targets: r[14], written: r[15], unit: word(r[16]),
    address: `${encodeURIComponent(planId(r[0]))}/${r[1]}`,
  };
}

function once(make) {
  let made = null;
  return () => (made = made || make());
}

// --- one plan: offsets count code points, strings of a script count halves of some -----------------

function planData(id) {
  const data = island(`plan:${id}`);
  if (!data || data.slice) return data;
  const { text, words } = data;
  const signs = /[\ud800-\udfff]/.test(text) ? Array.from(text) : null;
  data.slice = (start, end) => (signs ? signs.slice(start, end).join("") : text.slice(start, end));
  data.word = (at) => words[at || 0];
  data.byId = new Map(data.records.map((record, order) => [record.i, Object.assign(record, { order })]));
  data.longest = Math.max(0, ...data.records.map((record) => record.e - record.s));
  return data;
}

// Hard wraps close up, tabs are gaps.
const flowing = (words) =>
  words.replace(/[ \t\r\u3000]*\n[ \t\r\n\u3000]*/g, (wrap) => (wrap.includes("\t") ? " " : "")).replace(/\t+/g, " ");

// Records that share a stretch with [start, end), in the order of the text.
function within(data, start, end) {
  const { records, longest } = data;
  let low = 0;
  let high = records.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (records[middle].s < start - longest) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let at = low; at < records.length && records[at].s < end; at += 1) {
    if (records[at].e > start) found.push(records[at]);
  }
  return found;
}
