"use strict";
// Draws one ring: its graph, timeline, way from prior to score, members and evidence. Stands before
// page.js in the same script, whose helpers it uses.

const loaded = new Map();
function load(place) {
  if (!loaded.has(place)) loaded.set(place, JSON.parse(document.getElementById("ring-" + place).textContent));
  return loaded.get(place);
}

function ringView(place) {
  const r = data.rings[place];
  const beside = (to, text) => (data.rings[to] ? el("a", { href: "#" + data.rings[to][0] }, text) : null);
  const head = [
    el("nav", {}, el("a", { href: "#" }, "\u2190 " + t("page.back")), el("span", { class: "right" },
      beside(place - 1, t("page.previous")), beside(place + 1, t("page.next")),
      el("button", { class: "plain", type: "button", click: () => print() }, t("page.print")))),
    el("h1", { tabindex: "-1" }, `${known("typology", r[3])} `, el("span", { class: "mono soft" }, r[0])),
    el("p", { class: "soft" }, r[4].map((name) => known("typology_about", name)).join(" ")),
    el("p", {}, actionTag(r[5]), " ", el("span", { class: "small soft" }, t("page.note"))),
    el("dl", { class: "head" }, [["page.rank", place + 1], ["page.score", r[1].toFixed(3)], ["page.bits", bits(r[2])],
      ["page.accounts", count(r[6])], ["page.kos", count(r[7])], ["page.enterprises", count(r[8])],
      ["page.devices", count(r[9])], ["page.purses", count(r[10])], ["page.leads", count(r[11])],
      ["page.spend", count(Math.round(Number(r[12])))], ["page.first", r[13]], ["page.last", r[14]]]
      .map(([key, value]) => el("div", {}, el("dt", {}, t(key)), el("dd", {}, value)))),
    section(t("page.why"), el("ul", { class: "plain" }, r[15].split(";").map((code) =>
      el("li", {}, known("code", code))))),
  ];
  if (place >= data.full) return [head, section(t("page.ring"), el("p", {}, t("page.not_full")))];
  const ring = load(place);
  return [head,
    ring.reviewed.length ? section(t("page.reviewed_title"), el("ul", { class: "plain", id: "reviewed" },
      ring.reviewed.map((sentence) => el("li", {}, sentence)))) : null,
    section(t("page.graph_title"), soft(t("page.graph_hint"), "hint"), graph(ring.graph)),
    section(t("page.time_title"), soft(t("page.time_hint")), timeline(ring.time)),
    section(t("page.steps_title"), soft(t("page.steps_hint")), waterfall(ring.steps)),
    section(t("page.members_title"), members(ring)),
    section(t("page.evidence_title"), evidence(ring)),
    el("div", { class: "grid two" },
      section(t("page.questions_title"), el("ol", { class: "questions" }, ring.questions.map((q) => el("li", {}, q)))),
      section(t("page.missing_title"), ring.quiet ? el("p", {}, t("page.quiet", { n: ring.quiet })) : null,
        missing(r[4]))),
    el("footer", {}, t("page.footer", { version: data.version }))];
}

/** The shape of a kind, so that kinds are told apart without colours. */
function shape(kind, size) {
  const points = (list) => svg("polygon", { class: "shape", points: list.map(([x, y]) =>
    `${(x * size).toFixed(1)},${(y * size).toFixed(1)}`).join(" ") });
  switch (kind) {
    case "account": return svg("circle", { class: "shape", r: size });
    case "device": return svg("rect", { class: "shape", x: -size * 0.65, y: -size, width: size * 1.3, height: size * 2,
      rx: 3 });
    case "payment_account": return points([[0, -1.2], [1.2, 0], [0, 1.2], [-1.2, 0]]);
    case "enterprise": return points([[-0.6, -1.05], [0.6, -1.05], [1.2, 0], [0.6, 1.05], [-0.6, 1.05], [-1.2, 0]]);
    case "network": return points([[-1, -1], [1, -1], [1, 1], [-1, 1]]);
    case "note": return points([[-0.8, -1], [0.4, -1], [0.9, -0.5], [0.9, 1], [-0.8, 1]]);
    default: return points([[0, -1.15], [1.1, 0.85], [-1.1, 0.85]]);
  }
}
const short = (name) => (name.length > 13 ? name.slice(0, 6) + "\u2026" + name.slice(-5) : name);

/** Whether ties are of the kind that no finding names: a common address, a batch of registrations. */
const bonded = (codes) => codes.split(" ").every((code) => code in data.t.bond);
const named = ([kind, name]) => name || known("kind", kind);

function graph({ n: nodes, e: edges, more }) {
  const detail = el("div", { class: "detail", "aria-live": "polite" }, el("p", { class: "soft" }, t("page.graph_hint")));
  const lines = edges.map(([a, b, milli, codes]) => svg("line", { x1: nodes[a][4], y1: nodes[a][5], x2: nodes[b][4],
    y2: nodes[b][5], class: "edge" + (milli < 0 ? " against" : bonded(codes) ? " bond" : ""),
    "stroke-width": Math.min(5, 1 + Math.abs(milli) / 3000).toFixed(1) }));
  const ties = (i) => edges.filter(([a, b]) => a === i || b === i);
  const shapes = nodes.map(([kind, name, role, score, x, y], i) => {
    const said = [known("kind", kind), name, role && known("role", role),
      score ? `${t("page.score")} ${(score / 1000).toFixed(3)}` : ""].filter(Boolean).join(", ");
    const look = () => {
      detail.replaceChildren(el("b", {}, known("kind", kind)), el("div", { class: "mono" }, name),
        el("div", { class: "soft" }, said.split(", ").slice(2).join(", ")),
        el("ul", {}, ties(i).map(([a, b, milli, codes]) => el("li", {}, el("span", { class: "mono" },
          named(nodes[a === i ? b : a])), el("span", { class: "small" }, " " + codes.split(" ").map((code) =>
          known(bonded(code) ? "bond" : "label", code)).join(", ") + ` (${bits(milli)})`)))));
      const near = new Set([i, ...ties(i).flatMap(([a, b]) => [a, b])]);
      shapes.forEach((s, j) => { s.classList.toggle("faded", !near.has(j)); s.classList.toggle("on", i === j); });
      lines.forEach((l, j) => l.classList.toggle("on", edges[j][0] === i || edges[j][1] === i));
    };
    return svg("g", { class: `node k-${kind}${score >= 500 ? " suspect" : ""}`, transform: `translate(${x},${y})`,
      tabindex: 0, role: "img", "aria-label": said, mouseenter: look, focus: look },
    shape(kind, kind === "account" ? 8 : 9.5),
    nodes.length <= 34 || kind !== "account" ? svg("text", { y: 22 }, short(name)) : null);
  });
  const clear = () => [...shapes, ...lines].forEach((s) => s.classList.remove("faded", "on"));
  const kinds = [...new Set(nodes.map((node) => node[0]))];
  return [el("div", { class: "picture" }, el("div", {},
    svg("svg", { viewBox: "0 0 760 460", id: "graph", role: "group", "aria-label": t("page.graph_title"),
      mouseleave: clear }, lines, shapes),
    el("ul", { class: "legend" }, kinds.map((kind) => el("li", {}, svg("svg", { viewBox: "-12 -12 24 24",
      "aria-hidden": "true", class: "k-" + kind }, shape(kind, 8)), known("kind", kind)))),
    more ? soft(t("page.graph_more", { n: more })) : null), detail)];
}

/** Marks of events: a shape and a colour each. */
const MARKS = {
  change: ["page.change", "M0-6L6 0L0 6L-6 0Z", "var(--d3)"], paid: ["page.paid", "M0-5L5 4H-5Z", "var(--d4)"],
  pays: ["page.pays", "M0 5L5-4H-5Z", "var(--d4)"], sent: ["page.sent", "M-4-4L5 0L-4 4Z", "var(--d2)"],
  got: ["page.got", "M4-4L-5 0L4 4Z", "var(--d2)"],
};
const mark = (kind) => svg("path", { d: MARKS[kind][1], fill: kind === "got" || kind === "paid" ? MARKS[kind][2]
  : "var(--card)", stroke: MARKS[kind][2], "stroke-width": 1.6 });

function timeline({ d: devices, l: lanes, more }) {
  const [left, width, row] = [200, 1050, 11];
  const x = (day) => left + (Math.max(0, Math.min(data.days, day)) / data.days) * (width - left);
  const used = devices.map((_, i) => lanes.filter((lane) => lane.d.some(([d]) => d === i)).length);
  const colours = new Map([...devices.keys()].sort((a, b) => used[b] - used[a] || a - b).map((d, i) =>
    [d, `var(--d${i % 8})`]));
  const parts = [];
  let y = 24;
  const most = Math.max(1, ...lanes.flatMap((lane) => lane.s.map(([, fen]) => fen)));
  for (const lane of lanes) {
    const top = y;
    parts.push(svg("text", { x: 0, y: top + 11 }, short(lane.a), titled(lane.a)));
    for (const [from, to, enterprise] of lane.b) {
      const end = to === null ? data.days : to / 1440;
      if (end < 0) continue;
      const text = `${t("page.binding")}: ${enterprise}, ${from < 0 ? t("page.since_before") : clock(from)} \u2013 ${
        to === null ? t("page.still") : clock(to)}`;
      parts.push(svg("g", {}, titled(text), svg("rect", { x: x(from / 1440), y: top + 2, width: Math.max(3,
        x(end) - x(from / 1440)), height: 5, fill: "var(--enterprise)", opacity: 0.55 }),
      from >= 0 ? svg("line", { x1: x(from / 1440), x2: x(from / 1440), y1: top - 1, y2: top + 10,
        stroke: "var(--enterprise)", "stroke-width": 2 }) : null));
    }
    y += 10;
    for (const [device, runs] of lane.d) {
      for (let i = 0; i < runs.length; i += 2) {
        parts.push(svg("rect", { x: x(runs[i]), y: y + 1, width: Math.max(2, x(runs[i] + runs[i + 1]) - x(runs[i]) - 1),
          height: row - 3, fill: colours.get(device), opacity: used[device] > 1 ? 1 : 0.62, class: "login" },
        titled(`${devices[device]}: ${date(runs[i])} \u2013 ${date(runs[i] + runs[i + 1] - 1)}`)));
      }
      parts.push(svg("text", { x: left - 6, y: y + 8, "text-anchor": "end", class: "dim device" },
        short(devices[device]), titled(devices[device])));
      y += row;
    }
    for (const [day, fen] of lane.s) {
      const tall = Math.max(2, (fen / most) * 12);
      parts.push(svg("rect", { x: x(day), y: y + 14 - tall, width: Math.max(1.5, x(day + 1) - x(day) - 1), height: tall,
        fill: "var(--d6)", opacity: 0.55 }, titled(`${t("page.spent")}: ${date(day)}, ${(fen / 100).toFixed(2)}`)));
    }
    for (const [minute, kind, what, with_] of lane.e) {
      if (minute < 0 || minute > data.days * 1440) continue;
      const text = `${t(MARKS[kind][0])}: ${kind === "change" ? known("field", what) : what}${
        with_ ? ` (${with_})` : ""}, ${clock(minute)}`;
      parts.push(svg("g", { transform: `translate(${x(minute / 1440).toFixed(1)},${y + 8})`, class: "event" },
        titled(text), mark(kind)));
    }
    if (lane.e.length || lane.s.length) y += 17;
    y += 5;
    parts.push(svg("line", { x1: 0, x2: width, y1: y, y2: y, class: "axis" }));
    y += 4;
  }
  const ticks = [];
  for (let day = 0; day < data.days; day += Math.max(7, Math.ceil(data.days / 12 / 7) * 7)) {
    ticks.push(svg("line", { x1: x(day), x2: x(day), y1: 14, y2: y, class: "axis" }),
      svg("text", { x: x(day) + 3, y: 11, class: "dim" }, date(day).slice(5)));
  }
  const kinds = Object.keys(MARKS).filter((kind) => lanes.some((lane) => lane.e.some((e) => e[1] === kind)));
  const key = (text, drawn) => el("li", {}, svg("svg", { viewBox: "-9 -9 18 18", "aria-hidden": "true" }, drawn), text);
  const block = (fill, opacity) => svg("rect", { x: -7, y: -5, width: 14, height: 10, fill, opacity });
  return [el("div", { class: "scroll" }, svg("svg", { viewBox: `0 0 ${width} ${y + 4}`, id: "timeline", role: "img",
    "aria-label": t("page.time_title") }, ticks, parts)),
  el("ul", { class: "legend" },
    used.some((n) => n > 1) ? key(t("page.shared_device"), block("var(--d0)", 1)) : null,
    used.some((n) => n === 1) ? key(t("page.own_device"), block("var(--d1)", 0.62)) : null,
    lanes.some((lane) => lane.b.length) ? key(t("page.binding"), svg("rect", { x: -8, y: -3, width: 16, height: 5,
      fill: "var(--enterprise)", opacity: 0.55 })) : null,
    kinds.map((kind) => key(t(MARKS[kind][0]), mark(kind))),
    lanes.some((lane) => lane.s.length) ? key(t("page.spent"), block("var(--d6)", 0.55)) : null),
  more ? soft(t("page.time_more", { n: more })) : null];
}

const STEPS = { prior: "page.prior", cap: "page.cap", joint: "page.joint", many: "page.many" };
function waterfall(all) {
  const place = el("div", { id: "waterfall" });
  const draw = (i) => {
    const [, steps, total] = all[i];
    const bars = [];
    let sum = 0;
    for (const [what, milli] of steps) {
      bars.push([what, what === "prior" ? 0 : sum, sum + milli, milli]);
      sum += milli;
    }
    bars.push(["result", 0, total, total]);
    const low = Math.min(0, ...bars.flatMap((b) => [b[1], b[2]]));
    const high = Math.max(0, ...bars.flatMap((b) => [b[1], b[2]]));
    const [left, width, row] = [280, 860, 22];
    const x = (milli) => left + ((milli - low) / (high - low || 1)) * (width - left - 60);
    const name = (what) => (what === "result" ? t("page.result") : STEPS[what] ? t(STEPS[what]) : known("label", what));
    const drawn = bars.map(([what, from, to, milli], j) => {
      const fill = what === "result" || what === "prior" ? "var(--soft)" : milli < 0 ? "var(--good)" : "var(--accent)";
      return svg("g", { transform: `translate(0,${j * row})`, class: "step" },
        titled(known("code", what)),
        svg("text", { x: left - 10, y: 15, "text-anchor": "end", style: "font-size:13px" }, name(what)),
        svg("rect", { x: Math.min(x(from), x(to)), y: 3, width: Math.max(1.5, Math.abs(x(to) - x(from))), height: 15,
          rx: 2, fill }),
        j + 1 < bars.length ? svg("line", { x1: x(to), x2: x(to), y1: 18, y2: row + 3, stroke: "var(--shade)" }) : null,
        svg("text", { x: Math.max(x(from), x(to)) + 6, y: 15, style: "font-size:12px" },
          (milli > 0 && what !== "result" ? "+" : "") + bits(milli)));
    });
    const score = 1 / (1 + 2 ** (-total / 1000));
    place.replaceChildren(svg("svg", { viewBox: `0 0 ${width} ${bars.length * row + 4}`, role: "img",
      style: "max-width:900px", "aria-label": bars.map((b) => `${name(b[0])} ${bits(b[3])}`).join("; ") },
    svg("line", { x1: x(0), x2: x(0), y1: 0, y2: bars.length * row, class: "axis" }), drawn),
    el("p", {}, `${t("page.score")} `, scoreBar(score)));
  };
  draw(0);
  const select = el("select", { input: (e) => draw(Number(e.target.value)) }, all.map(([name], i) =>
    el("option", { value: i }, name || t("page.ring_mean"))));
  return [el("div", { class: "filters" }, el("label", {}, t("page.steps_for"), select)), place];
}

const judged = (ring) => ring.members.some((member) => member[8]);
const members = (ring) => [table([t("page.member"), t("page.kind"), t("page.role"), th(t("page.score")),
  th(t("page.bits")), t("page.action"), ...(judged(ring) ? [t("page.verdict")] : [])],
  ring.members.map(([kind, name, role, score, sort, action, milli, , verdict, day]) =>
  el("tr", {}, el("td", { class: "mono" }, name),
    el("td", {}, sort ? known("account_kind", sort) : known("kind", kind)), el("td", {}, known("role", role)),
    el("td", { class: "n" }, scoreBar(score / 1000)), td(action ? bits(milli) : ""),
    el("td", {}, action ? actionTag(action) : ""),
    judged(ring) ? el("td", {}, verdict ? `${known("verdict", verdict)}, ${day}` : "") : null))),
ring.moreMembers ? soft(t("page.members_more", { n: count(ring.moreMembers) })) : null];

/** A source key, which is long, with places where its line may end. */
const parted = (key) => key.split(/(?=[/@])/).map((part, i) => [i ? el("wbr") : null, part]);

const evidence = (ring) => [table([t("page.finding"), t("page.about"), t("page.with"), th(t("page.bits")), t("page.when"),
  t("page.detail"), t("page.sources")], ring.evidence.map(([typology, code, family, kind, subject, object, name, milli,
  from, to, detail, sources, cut]) => el("tr", {},
  el("td", {}, known("code", code), el("div", { class: "small soft" }, known("typology", typology) + " \u00b7 " +
    known("family", family) + " \u00b7 ", el("span", { class: "mono" }, code), milli < 0
    ? [" ", el("span", { class: "tag honest" }, t("page.honest"))] : null)),
  el("td", { class: "mono id" }, subject), el("td", { class: "id" }, object ? [el("span", { class: "small soft" }, known("kind", object)),
    el("div", { class: "mono" }, name)] : ""),
  el("td", { class: "n " + (milli < 0 ? "neg" : "pos") }, bits(milli)),
  el("td", { class: "small" }, from === to ? from : `${from} \u2013 ${to}`), el("td", { class: "small" }, detail),
  el("td", { class: "mono" }, sources.split("; ").map((s) => el("div", {}, parted(s))),
    cut ? el("div", { class: "soft" }, t("page.sources_more", { n: cut })) : null)))),
ring.moreEvidence ? soft(t("page.evidence_more", { n: count(ring.moreEvidence) })) : null];
