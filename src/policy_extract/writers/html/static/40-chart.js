// Small charts. What they show stands in words beside them; forms differ, not only colours.

// From a base to a target: a ring, a line, a diamond; “≥” has an arrow on.
function slope(base, target, comparator, label) {
  const wide = 112;
  const high = 32;
  const lowest = Math.min(base, target, 0);
  const highest = Math.max(base, target, 0);
  const y = (value) => high - 6 - ((value - lowest) / (highest - lowest || 1)) * (high - 12);
  const [x0, x1] = [8, wide - 14];
  const chart = svg("svg", { class: "slope", viewBox: `0 0 ${wide} ${high}`, width: wide, height: high, role: "img", "aria-label": label });
  chart.append(
    svg("line", { class: "zero", x1: 2, x2: wide - 2, y1: y(0), y2: y(0) }),
    svg("line", { class: "way", x1: x0, x2: x1, y1: y(base), y2: y(target) }),
    svg("circle", { class: "ring", cx: x0, cy: y(base), r: 3.5 }),
    svg("path", { class: "goal", d: `M${x1} ${y(target) - 4.5}l4.5 4.5-4.5 4.5-4.5-4.5z` }),
  );
  if (comparator) {
    const up = comparator === "up" ? -1 : 1;
    const at = y(target);
    chart.append(svg("path", { class: "bound", d: `M${x1 + 9} ${at - 4 * up}v${8 * up}m-2.5 ${-3 * up}l2.5 ${3 * up} 2.5 ${-3 * up}` }));
  }
  return chart;
}

// One bar of a scale that several share; what is already so is only outlined.
function bar(low, high, scale, target, label) {
  const wide = 160;
  const x = (value) => Math.max(0, Math.min(wide, ((value - scale[0]) / (scale[1] - scale[0] || 1)) * wide));
  const zero = x(0);
  const end = high === null ? low : high;
  const start = low === null ? high : low;
  const to = x(end);
  const chart = svg("svg", { class: "bar", viewBox: `0 0 ${wide} 12`, width: wide, height: 12, role: "img", "aria-label": label });
  chart.append(svg("line", { class: "zero", x1: zero, x2: zero, y1: 0, y2: 12 }));
  chart.append(svg("rect", {
    class: target ? "goal" : "ring", x: Math.min(zero, to) + 0.5, y: 1.5,
    width: Math.max(1, Math.abs(to - zero) - 1), height: 9,
  }));
  if (start !== end) chart.append(svg("line", { class: "bound", x1: x(start), x2: x(start), y1: 0, y2: 12 }));
  return chart;
}

function scaleOf(rows) {
  const ends = rows.flatMap((row) => [row.low, row.high]).filter((end) => end !== null);
  return [Math.min(0, ...ends), Math.max(0, ...ends)];
}

// How much of what: sums by a name, the largest first; a click asks for it.
function sums(title, entries, told, ask) {
  const highest = Math.max(...entries.map((entry) => entry[1]), 0) || 1;
  return el("figure.sums", null, el("figcaption", null, title),
    el("ol", null, entries.slice(0, 8).map(([name, sum, count]) => {
      const chart = svg("svg", { class: "bar", viewBox: "0 0 100 8", preserveAspectRatio: "none", "aria-hidden": "true" });
      chart.append(svg("rect", { class: "goal", x: 0, y: 0, width: Math.max(0.5, (sum / highest) * 100), height: 8 }));
      return el("li", null, el("button", { type: "button", on: { click: () => ask(name) } },
        el("span.name", null, bdi(name)), el("span.sum", null, told(sum, count)), chart));
    })));
}
