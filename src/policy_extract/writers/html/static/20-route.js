// Addresses. “plan/o005260” is a record, “plan” a plan, “/numbers?kind=target” a list, “/agencies/agency:…” an
// entry of one; all stand behind “#”. Parts are percent-encoded, so that “/” and “?” part them.

const OWN = document.documentElement.dataset.plan || null; // the plan of a page of its own

function href(address) {
  const list = address === "" || address.startsWith("/");
  if (MODE === "single") return `#${address || "/"}`;
  if (list) return MODE === "plan" ? `../index.html#${address || "/"}` : `#${address || "/"}`;
  const [plan, record] = address.split("/");
  if (MODE === "index") return `plans/${plan}.html${record ? `#${record}` : ""}`;
  if (decodeURIComponent(plan) === OWN) return `#${record || ""}`;
  return `${plan}.html${record ? `#${record}` : ""}`;
}

function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a broken address leads nowhere, and breaks nothing
  }
}

function parsed(hash) {
  const [path, query] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const asked = new URLSearchParams(query || "");
  const parts = path.split("/").map(decoded);
  if (path.startsWith("/") || (path === "" && MODE !== "plan")) {
    return { view: parts[1] || "overview", entry: parts[2] || null, asked };
  }
  if (MODE === "plan") {
    const record = parts.length > 1 ? parts[1] : parts[0];
    return { view: "plan", plan: OWN, record: record === OWN ? null : record || null, asked };
  }
  return { view: "plan", plan: parts[0], record: parts[1] || null, asked };
}

// The address without a new step in the history; a browser that forbids it on file:// goes on without.
function keep(address) {
  try {
    history.replaceState(null, "", `#${address}`);
  } catch {
    /* the view is right, only its address is not */
  }
}

const views = new Map(); // name → (into, route) → nothing, or a title
let shownPlan = null;

function route(first = false) {
  const wanted = parsed(location.hash);
  if (wanted.view === "plan" && MODE === "index") {
    const name = encodeURIComponent(wanted.plan);
    if (island("plans").some(([id]) => id === wanted.plan)) {
      location.replace(`plans/${name}.html${wanted.record ? `#${encodeURIComponent(wanted.record)}` : ""}`);
      return;
    }
  }
  if (wanted.view === "plan" && shownPlan === wanted.plan) {
    choose(wanted.record); // the same page, another record
    return;
  }
  shownPlan = null;
  close();
  const overview = $("#overview");
  const into = $("#view");
  into.replaceChildren();
  const call = views.get(wanted.view);
  const onOverview = wanted.view === "overview" && overview !== null;
  if (overview) overview.hidden = !onOverview;
  into.hidden = onOverview;
  let title = "";
  if (!onOverview) {
    title = call ? call(into, wanted) : null;
    if (title === null) title = nowhere(into);
  }
  document.title = title ? `${title} · ${say("report.title")}` : say("report.title");
  for (const link of $$("nav.views a")) {
    const here = link.dataset.view === wanted.view;
    if (here) {
      link.setAttribute("aria-current", "page");
      link.parentElement.scrollLeft = link.offsetLeft - 40; // the row of views runs over on a phone
    }
    if (!here) link.removeAttribute("aria-current");
  }
  if (!first && !(wanted.view === "plan" && wanted.record)) {
    window.scrollTo(0, 0);
    const head = $("h1", onOverview ? overview : into);
    if (head) {
      head.tabIndex = -1;
      head.focus({ preventScroll: true });
    }
  }
}

function nowhere(into) {
  into.append(el("h1", null, say("report.nowhere")), el("p", null, say("report.nowhere_way")));
  return say("report.nowhere");
}

const link = (address, ...children) => el("a", { href: href(address) }, children);
