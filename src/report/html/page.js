// Draws the page from the JSON blocks beside it. Values of the exports become text nodes and attributes
// only; nothing here makes markup of them.
const SVG = "http://www.w3.org/2000/svg";
const data = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const known = (section, name) => (data.t[section] || {})[name] || name;
const number = new Intl.NumberFormat(data.lang);
const count = (n) => number.format(n);
const bits = (milli) => (milli < 0 ? "\u2212" : "") + (Math.abs(milli) / 1000).toFixed(1);

/** A text with its places filled. The key stands whole in the source, so that a test finds it. */
function t(key, values) {
  const text = known("page", key.slice("page.".length));
  return text.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? values[name] : all));
}
function add(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) {
    if (typeof value === "function") node.addEventListener(name, value);
    else if (value !== null && value !== false) node.setAttribute(name, value);
  }
  for (const child of [children].flat(Infinity)) if (child !== null && child !== undefined) node.append(child);
  return node;
}
const el = (name, attributes, ...children) => add(document.createElement(name), attributes, children);
const svg = (name, attributes, ...children) => add(document.createElementNS(SVG, name), attributes, children);
const titled = (text) => svg("title", {}, text);
const section = (title, ...children) => el("section", {}, el("h2", {}, title), children);
const soft = (text, more) => el("p", { class: "soft small " + (more || "") }, text);
const table = (head, rows, caption) => el("div", { class: "scroll" }, el("table", {},
  caption ? el("caption", {}, caption) : null,
  el("thead", {}, el("tr", {}, head.map((h) => (h instanceof Node ? h : el("th", { scope: "col" }, h))))),
  el("tbody", {}, rows)));
const th = (text) => el("th", { scope: "col", class: "n" }, text);
const td = (text) => el("td", { class: "n" }, text);
const scoreBar = (score) => [el("span", { class: "bar", "aria-hidden": "true" },
  el("i", { style: `width:${Math.round(score * 100)}%` })), score.toFixed(3)];
const actionTag = (name) => el("span", { class: "tag" + (["none", "review"].includes(name) ? "" : " act") },
  known("action", name));

/** The day of the window as a date. */
function date(day) {
  const at = new Date(data.first + "T00:00:00Z");
  at.setUTCDate(at.getUTCDate() + day);
  return at.toISOString().slice(0, 10);
}
const clock = (minute) => date(Math.floor(minute / 1440)) + " " +
  new Date((((minute % 1440) + 1440) % 1440) * 60000).toISOString().slice(11, 16);

// ---- charts of the overview ----

/** Bars or lines with an axis; series are [name, values, colour]. */
function chart(series, labels, lines, h = 170) {
  const [w, left, low] = [380, 44, 22];
  const most = Math.max(1, ...series.flatMap((s) => s[1]));
  const step = (w - left) / series[0][1].length;
  const y = (v) => h - low - (v / most) * (h - low - 10);
  const parts = [0, 0.5, 1].map((share) => [
    svg("line", { x1: left, x2: w, y1: y(most * share), y2: y(most * share), class: "axis" }),
    svg("text", { x: left - 5, y: y(most * share) + 4, "text-anchor": "end", class: "dim" },
      share === 0.5 && most < 2 ? "" : count(Math.round(most * share))),
  ]);
  for (const [place, [, values, colour]] of series.entries()) {
    if (lines) {
      const points = values.map((v, i) => `${(left + (i + 0.5) * step).toFixed(1)},${y(v).toFixed(1)}`);
      parts.push(svg("polyline", { points: points.join(" "), fill: "none", stroke: colour, "stroke-width": 2,
        "stroke-dasharray": place ? "5 3" : null }));
      continue;
    }
    const wide = Math.max(1, (step - 1) / series.length);
    values.forEach((v, i) => v && parts.push(svg("rect", { x: left + i * step + place * wide, y: y(v), width: wide,
      height: h - low - y(v), fill: colour }, titled(`${labels(i)}: ${count(v)}`))));
  }
  const last = series[0][1].length - 1;
  for (const [i, anchor] of [[0, "start"], [Math.round(last / 2), "middle"], [last, "end"]]) {
    parts.push(svg("text", { x: anchor === "end" ? w : left + i * step, y: h - 6, "text-anchor": anchor,
      class: "dim" }, labels(i)));
  }
  const said = series.map(([name, values]) => `${name}: ${count(values.reduce((a, b) => a + b, 0))}`).join("; ");
  const legend = series.length < 2 ? null : el("ul", { class: "legend" }, series.map(([name, , colour], place) =>
    el("li", {}, svg("svg", { viewBox: "0 0 18 18", "aria-hidden": "true" }, svg("line", { x1: 1, x2: 17, y1: 9,
      y2: 9, stroke: colour, "stroke-width": 4, "stroke-dasharray": lines && place ? "5 3" : null })), name)));
  return [svg("svg", { viewBox: `0 0 ${w} ${h}`, role: "img", "aria-label": said, class: "chart" }, parts), legend];
}

function overview() {
  const rings = data.rings;
  const sum = (of) => rings.reduce((total, ring) => total + Number(of(ring)), 0);
  const acted = rings.filter((r) => !["none", "review"].includes(r[5])).length;
  const tiles = [
    [rings.length, t("page.rings_found")], [acted, t("page.with_action")],
    [rings.filter((r) => r[5] === "review").length, t("page.to_review")], [sum((r) => r[6]), t("page.accounts_exposed")],
    [sum((r) => r[11]), t("page.leads_exposed")], [Math.round(sum((r) => r[12])), t("page.spend_exposed")],
  ];
  const [everybody, members] = data.activity;
  const [began, , ended] = data.bindings;
  const day = (i) => date(i);
  return [
    el("h1", {}, t("page.title")),
    el("p", { class: "soft" }, t("page.window", { from: data.first, to: date(data.days - 1), days: data.days,
      zone: data.zone })),
    el("p", {}, t("page.note")),
    data.reviews.confirmed + data.reviews.cleared ? el("p", { id: "reviews" }, t("page.reviews", {
      confirmed: count(data.reviews.confirmed), cleared: count(data.reviews.cleared),
      fresh: count(data.reviews.cleared_with_new_findings) })) : null,
    data.watch ? watchList() : null,
    el("div", { class: "tiles" }, tiles.map(([n, text]) => el("div", {}, el("b", {}, count(n)), el("span", {}, text)))),
    el("div", { class: "grid three" },
      section(t("page.score_chart"), chart([["", data.scores, "var(--accent)"]], (i) => (i / 20).toFixed(2))),
      section(t("page.activity_chart"), soft(t("page.all")),
        chart([[t("page.all"), everybody, "var(--d0)"]], day, true, 88), soft(t("page.in_rings")),
        chart([[t("page.in_rings"), members, "var(--d1)"]], day, true, 88)),
      section(t("page.bindings_chart"), chart([[t("page.bound"), began, "var(--d0)"],
        [t("page.unbound"), ended, "var(--d1)"]], day, true))),
    section(t("page.by_typology"), cross()),
    ringTable(),
    data.alone.length ? aloneTable() : null,
    el("div", { class: "grid two" },
      section(t("page.read_title"), table([t("page.export"), th(t("page.rows")), th(t("page.used")),
        th(t("page.rejected")), th(t("page.collapsed"))], data.read.map(([name, ...numbers]) => el("tr", {},
        el("th", { scope: "row", class: "mono" }, name), numbers.length ? numbers.map((n) => td(count(n)))
          : el("td", { colspan: 4, class: "soft n" }, t("page.not_there")))))),
      section(t("page.missing_title"), missing(null),
        data.bystanders ? soft(t("page.bystanders", { n: count(data.bystanders) })) : null,
        data.unmatched.length ? [el("h3", { style: "margin-top:18px" }, t("page.unmatched_title")),
          soft(t("page.unmatched_means")), el("ul", { class: "plain", id: "unmatched" }, data.unmatched.slice(0, 50)
            .map(([kind, id]) => el("li", {}, kind + " ", el("span", { class: "mono" }, id)))),
          data.unmatched.length > 50 ? soft(t("page.unmatched_more", { n: count(data.unmatched.length - 50) })) : null]
          : null,
        el("h3", { style: "margin-top:18px" }, t("page.rejected_title")), rejected())),
    el("footer", {}, t("page.footer", { version: data.version })),
  ];
}

/** What became of a ring since last night; nothing where it is the same, and without a state. */
const sinceTag = (r) => (r[18] ? [" ", el("span", { class: "tag since" }, known("since", r[18]))] : null);

/** The watch list, in its own order. */
function watchList() {
  const ring = (id) => data.rings.filter((r) => r[0] === id)
    .map((r) => [el("a", { href: "#" + id, class: "mono" }, id), sinceTag(r)]);
  return section(t("page.watch_title"), table([t("page.watched"), t("page.ring"), th(t("page.score")), t("page.abuse"),
    t("page.action"), t("page.why_watched")], data.watch.map(([id, kind, cluster, score, typology, action, reasons,
    note, decision]) => el("tr", {},
    el("td", { style: "min-width:150px" }, el("span", { class: "mono" }, id), el("div", { class: "small soft" },
      kind === "unknown" ? t("page.watch_unknown") : kind === "account" ? known("kind", kind) : t("page.ring"))),
    el("td", {}, ring(cluster)),
    el("td", { class: "n" }, score === null ? (kind === "unknown" ? "" : t("page.watch_nothing")) : scoreBar(score)),
    el("td", {}, typology ? known("typology", typology) : "", el("div", { class: "small soft" },
      labelsOf(reasons))),
    el("td", {}, kind === "unknown" ? "" : actionTag(action)),
    el("td", {}, note, decision ? el("div", { class: "small soft" }, decision) : null)))));
}

/** The labels of codes that machine files join by semicolons. */
const labelsOf = (codes) => codes.split(";").filter(Boolean).map((code) => known("label", code)).join(" \u00b7 ");

/** Accounts to look at that are in no ring. */
function aloneTable() {
  const most = 50;
  return section(t("page.alone_title"), soft(t("page.alone_note")), el("div", { id: "alone" },
    table([known("kind", "account"), th(t("page.score")), t("page.abuse"), t("page.action")], data.alone.slice(0, most)
      .map(([id, score, typology, action, reasons]) => el("tr", {}, el("td", { class: "mono" }, id),
        el("td", { class: "n" }, scoreBar(score)),
        el("td", {}, known("typology", typology), el("div", { class: "small soft" },
          labelsOf(reasons))),
        el("td", {}, actionTag(action)))))),
    data.alone.length > most ? soft(t("page.alone_more", { n: count(data.alone.length - most) })) : null);
}

function cross() {
  const actions = Object.keys(data.t.action).filter((a) => data.rings.some((r) => r[5] === a));
  const order = ["traded", "rented", "affiliated", "lead_resale"];
  const n = (of) => count(data.rings.filter(of).length);
  return table([t("page.abuse"), "", ...actions.map((a) => th(known("action", a))), th(t("page.total"))],
    order.map((typology) => el("tr", {},
      el("th", { scope: "row" }, known("typology", typology)),
      el("td", { class: "soft small" }, known("typology_about", typology)),
      actions.map((a) => td(n((r) => r[3] === typology && r[5] === a))), td(n((r) => r[3] === typology)))));
}

const missing = (typologies) => data.missing.length === 0 ? el("p", {}, t("page.missing_none")) : [
  el("ul", { class: "plain" }, data.missing.map((m) => el("li", {}, known("detector", m.detector) + t("page.colon") +
    (m.by_request ? t("page.missing_by_request") : m.entirely ? t("page.missing_all", { missing: m.missing.join(t("page.comma")) })
      : t("page.missing_part", { missing: m.missing.join(t("page.comma")) }))))),
  soft(t("page.missing_means"))];

const rejected = () => data.rejected.length === 0 ? el("p", {}, t("page.rejected_none"))
  : table([t("page.reason"), t("page.export"), t("page.column"), th(t("page.rows"))],
    data.rejected.slice(0, 20).map(([code, name, column, n]) => el("tr", {}, el("td", { class: "mono" }, code),
      el("td", { class: "mono" }, name), el("td", { class: "mono" }, column), td(count(n)))));

// ---- the table of rings ----

const COLUMNS = [
  ["page.rank", (r, i) => i + 1, true], ["page.ring", (r) => r[0]], ["page.abuse", (r) => known("typology", r[3])],
  ["page.score", (r) => r[1], true], ["page.bits", (r) => r[2], true], ["page.action", (r) => r[5]],
  ["page.accounts", (r) => r[6], true], ["page.enterprises", (r) => r[8], true], ["page.devices", (r) => r[9], true],
  ["page.leads", (r) => r[11], true], ["page.spend", (r) => Number(r[12]), true],
  ["page.last", (r) => r[14]],
];
// Kept while rings are opened and closed.
const view = { sort: 0, down: false, text: "", typology: "", action: "", least: 0, shown: 50 };
const ACTIONS = ["none", "review", "unbind_and_ad_ban", "withdraw_professional", "close_ad_account", "ban_account"];

function chosen() {
  const text = view.text.trim().toLowerCase();
  const rows = data.rings.map((ring, place) => ({ ring, place })).filter(({ ring }) =>
    (!view.typology || ring[4].includes(view.typology) || ring[3] === view.typology) &&
    (!view.action || ring[5] === view.action) && ring[1] >= view.least && (!text || haystack(ring).includes(text)));
  const key = view.sort === 5 ? (r) => ACTIONS.indexOf(r[5]) : COLUMNS[view.sort][1];
  const values = new Map(rows.map((row) => [row, key(row.ring, row.place)]));
  return rows.sort((a, b) => {
    const [x, y] = [values.get(a), values.get(b)];
    return ((x > y) - (x < y)) * (view.down ? -1 : 1) || a.place - b.place;
  });
}
const haystacks = new Map();
function haystack(ring) {
  if (!haystacks.has(ring)) {
    const place = data.rings.indexOf(ring);
    const members = place < data.full ? load(place).members.map((m) => m[1]).join(" ") : "";
    const named = ring[15].split(";").map((code) => code + " " + known("label", code)).join(" ");
    const since = ring[18] ? known("since", ring[18]) : "";
    haystacks.set(ring, `${ring[0]} ${known("typology", ring[3])} ${since} ${named} ${members}`.toLowerCase());
  }
  return haystacks.get(ring);
}

function ringTable() {
  const body = el("tbody");
  const said = el("p", { class: "soft small", role: "status", id: "shown" });
  const more = el("button", { class: "plain", type: "button", click: () => { view.shown += 200; fill(); } });
  const heads = COLUMNS.map(([key, , numeric], i) => el("th", { scope: "col", class: numeric ? "n" : null },
    el("button", { type: "button", title: t("page.sort", { column: t(key) }), click: () => {
      view.down = view.sort === i ? !view.down : Boolean(numeric && i);
      view.sort = i;
      fill();
    } }, t(key))));
  function fill() {
    const rows = chosen();
    body.replaceChildren(...rows.slice(0, view.shown).map(({ ring, place }) => ringRow(ring, place)));
    heads.forEach((head, i) => (i === view.sort
      ? head.setAttribute("aria-sort", view.down ? "descending" : "ascending") : head.removeAttribute("aria-sort")));
    said.textContent = t("page.shown", { n: count(rows.length), all: count(data.rings.length) });
    more.hidden = rows.length <= view.shown;
    more.textContent = t("page.more", { n: count(Math.min(200, rows.length - view.shown)) });
  }
  const field = (text, input) => el("label", {}, text, input);
  const select = (name, section, names) => el("select", { id: "by-" + name, input: (e) => {
    view[name] = e.target.value;
    fill();
  } }, el("option", { value: "" }, t("page.any")), names.map((n) => el("option", { value: n,
    selected: view[name] === n ? "" : null }, known(section, n))));
  const form = el("form", { class: "filters", "aria-label": t("page.filter"), submit: (e) => e.preventDefault() },
    field(t("page.search"), el("input", { type: "search", id: "by-text", value: view.text, placeholder:
      t("page.search_hint"), input: (e) => { view.text = e.target.value; fill(); } })),
    field(t("page.abuse"), select("typology", "typology", ["traded", "rented", "affiliated", "lead_resale"])),
    field(t("page.action"), select("action", "action", ACTIONS.filter((a) => data.rings.some((r) => r[5] === a)))),
    field(t("page.least_score"), el("input", { type: "number", min: 0, max: 1, step: 0.05, value: view.least,
      id: "by-score", style: "width:90px", input: (e) => { view.least = Number(e.target.value); fill(); } })),
    el("button", { class: "plain", type: "button", click: () => {
      Object.assign(view, { text: "", typology: "", action: "", least: 0, sort: 0, down: false });
      show();
    } }, t("page.reset")));
  fill();
  return section(t("page.rings"), data.rings.length === 0 ? el("p", {}, t("page.no_rings")) : [
    data.full < data.rings.length
      ? soft(t("page.full_note", { full: count(data.full), all: count(data.rings.length) })) : null,
    form, said, el("div", { class: "scroll" }, el("table", { id: "rings" }, el("thead", {}, el("tr", {}, heads)), body)),
    more]);
}

/** Decisions about a ring's accounts; nothing where there is none. */
const decided = (r) => [[16, "page.confirmed"], [17, "page.cleared"]].filter(([place]) => r[place])
  .map(([place, key]) => t(key, { n: count(r[place]) })).join(" \u00b7 ");

const ringRow = (r, place) => el("tr", {},
  td(place + 1), el("td", { class: "ring" }, el("a", { href: "#" + r[0], class: "mono" }, r[0]),
    sinceTag(r),
    el("div", { class: "small soft" }, labelsOf(r[15])),
    decided(r) ? el("div", { class: "small" }, decided(r)) : null),
  el("td", { class: "abuse" }, known("typology", r[3])), el("td", { class: "n" }, scoreBar(r[1])), td(bits(r[2])),
  el("td", {}, actionTag(r[5])), [6, 8, 9, 11].map((i) => td(count(r[i]))), td(count(Math.round(Number(r[12])))),
  el("td", { class: "n small" }, r[14]));

// ---- which of them is shown ----

let scrolled = 0;
function show(event) {
  const id = decodeURIComponent(location.hash.slice(1));
  if (id === "main") return main.focus();
  const place = data.rings.findIndex((r) => r[0] === id);
  if (event && place >= 0 && !event.oldURL.split("#")[1]) scrolled = scrollY;
  main.replaceChildren(...[place >= 0 ? ringView(place) : overview()].flat(Infinity).filter(Boolean));
  document.title = place >= 0 ? `${id} \u2013 ${known("typology", data.rings[place][3])}` : t("page.title");
  if (!event) return;
  if (place >= 0) {
    scrollTo(0, 0);
    main.querySelector("h1").focus({ preventScroll: true });
  } else {
    scrollTo(0, scrolled);
  }
}
addEventListener("hashchange", show);
show();
