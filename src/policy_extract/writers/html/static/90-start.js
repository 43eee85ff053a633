// What runs when the page is there: search box, look, keys, the first route.

function remembered(key, value) {
  try {
    if (value === undefined) return localStorage.getItem(key);
    if (value) localStorage.setItem(key, value);
    else localStorage.removeItem(key);
  } catch {
    /* some browsers keep nothing for file:// pages: the switch then holds for this page */
  }
  return null;
}

const LOOKS = ["", "light", "dark"];

function look(name) {
  const root = document.documentElement;
  if (name) root.dataset.theme = name;
  else delete root.dataset.theme;
  const words = say({ "": "report.look_system", light: "report.look_light", dark: "report.look_dark" }[name || ""]);
  const button = $("#look");
  button.textContent = words;
  button.setAttribute("aria-label", say("report.look", { look: words }));
}

look(LOOKS.includes(remembered("policy-extract.look")) ? remembered("policy-extract.look") : "");
$("#look").addEventListener("click", () => {
  const next = LOOKS[(LOOKS.indexOf(document.documentElement.dataset.theme || "") + 1) % LOOKS.length];
  remembered("policy-extract.look", next);
  look(next);
});

$("#search-form").addEventListener("submit", (event) => {
  event.preventDefault();
  const address = `/search?q=${encodeURIComponent($("#search").value.trim())}`;
  if (location.hash === `#${address}`) route();
  else location.hash = address;
});

const typing = (node) => node && (["INPUT", "SELECT", "TEXTAREA"].includes(node.tagName) || node.isContentEditable);
const KEYS = { j: () => step(1), n: () => step(1), k: () => step(-1), p: () => step(-1) };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const { key, target } = event;
  if (key === "Escape") {
    if (typing(target)) target.blur();
    else close(true);
    return;
  }
  if (typing(target)) return;
  const mark = target.closest ? target.closest("mark") : null;
  if (mark && (key === "Enter" || key === " ")) {
    event.preventDefault();
    clicked(mark);
  } else if (key === "/") {
    event.preventDefault();
    $("#search").focus();
    $("#search").select();
  } else if (shownPlan !== null && mark && (key === "ArrowRight" || key === "ArrowLeft")) {
    event.preventDefault();
    step(key === "ArrowRight" ? 1 : -1);
  } else if (shownPlan !== null && KEYS[key.toLowerCase()]) {
    event.preventDefault();
    KEYS[key.toLowerCase()]();
  }
});

// Folded parts are unfolded on paper, and as they were behind it.
let folded = [];
window.addEventListener("beforeprint", () => {
  folded = $$("details:not([open])", $("main")).filter((node) => !node.closest(".side"));
  for (const node of folded) node.open = true;
});
window.addEventListener("afterprint", () => {
  for (const node of folded) node.open = false;
});

// The address belongs to the views: the skip link moves the focus and leaves it alone.
$("[data-skip]").addEventListener("click", (event) => {
  event.preventDefault();
  $("#main").focus();
});

// What sticks below the head of the page needs its height; it wraps on narrow screens.
const measure = () => document.documentElement.style.setProperty("--head", `${$(".top").offsetHeight}px`);
new ResizeObserver(measure).observe($(".top"));
measure();

// Lists of the index that hold nothing are named so in the menu.
for (const entry of $$("nav.views a[data-list]")) {
  const list = entry.dataset.list;
  if (has(list) && !island(list).length) entry.classList.add("none");
}

window.addEventListener("hashchange", () => route());
route(true);
