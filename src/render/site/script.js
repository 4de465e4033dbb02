// What pages do beyond being read: they change colours, and the list of claims is searched, filtered and sorted. Without this
// script everything is there to be read all the same. No text out of files is ever taken for markup: elements are copied from
// the page or made here, and filled by textContent.
"use strict";

(() => {
  const root = document.documentElement;
  const single = document.body.classList.contains("single");
  const main = document.getElementById("main");

  const keep = (store, key) => ({
    get: () => { try { return store().getItem(key); } catch { return null; } },
    set: (value) => { try { store().setItem(key, value); } catch { /* then for this page only */ } },
    drop: () => { try { store().removeItem(key); } catch { /* there is nothing */ } },
  });

  // Colours: the system decides until somebody does, and again when they ask for it.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = keep(() => localStorage, "grounds-theme");
  const toggle = document.querySelector(".theme");
  const wear = (theme) => {
    if (theme) root.dataset.theme = theme;
    else delete root.dataset.theme;
    toggle.textContent = { dark: "Dark", light: "Light" }[theme] ?? "Auto";
    toggle.setAttribute("aria-label", "Colours: " + toggle.textContent.toLowerCase());
  };
  const chosen = kept.get();
  wear(chosen === "dark" || chosen === "light" ? chosen : undefined);
  toggle.addEventListener("click", () => {
    const other = dark.matches ? "light" : "dark";
    const turns = [undefined, other, other === "dark" ? "light" : "dark"];
    const next = turns[(turns.indexOf(root.dataset.theme) + 1) % turns.length];
    wear(next);
    if (next) kept.set(next);
    else kept.drop();
  });

  // The link past the list of pages leads there without touching the address, which may hold a filter.
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });

  // Search: from every page to the list of claims; "/" goes to the field.
  const search = document.querySelector("form.search");
  search.addEventListener("submit", (event) => {
    event.preventDefault();
    const words = search.elements.words.value.trim();
    location.href = search.dataset.list + (single ? "?" : "#") + (words ? "q=" + encodeURIComponent(words) : "");
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input, select, textarea, [contenteditable]")) return;
    const fields = [...document.querySelectorAll("input[type=search]")].filter((field) => field.offsetParent);
    const field = fields.find((field) => main.contains(field)) ?? fields[0];
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  // In a single file each part is a page of its own, and the address behind "#" is its name; a filter stands behind "?".
  const place = () => {
    const [page, filter] = single ? location.hash.slice(1).split(/\?(.*)/s) : ["", location.hash.slice(1)];
    return { page, filter: filter ?? "" };
  };
  const open = () => {
    const parts = [...document.querySelectorAll("main > article")];
    const name = place().page || "index";
    const inside = document.getElementById(name);
    const part = parts.find((part) => part === inside) ?? inside?.closest("article") ?? parts[0];
    parts.forEach((other) => other.classList.toggle("shown", other === part));
    document.querySelectorAll(".mast nav a").forEach((link) => {
      if (link.hash === "#" + part.id) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    const site = document.querySelector(".mast .name").textContent;
    document.title = part.id === "index" ? site : part.dataset.title + " · " + site;
    search.hidden = part.id === "claims";
    if (inside && inside !== part) inside.scrollIntoView();
    else scrollTo(0, 0);
    walk(part);
  };

  // Along the list that one came from: the list leaves it behind when a claim is opened.
  const trail = keep(() => sessionStorage, "grounds-list");
  const walk = (part) => {
    const nav = part.querySelector("nav.trail");
    if (!nav) return;
    nav.hidden = true;
    let list = null;
    try { list = JSON.parse(trail.get()); } catch { return; }
    const here = nav.dataset.page;
    const at = Array.isArray(list?.pages) ? list.pages.indexOf(here) : -1;
    if (at < 0 || list.pages.length < 2) return;
    const address = (page) => (single ? "#" + page : nav.dataset.root + page + ".html");
    // Names of pages are ids; whatever else is kept there is not ours.
    const is_page = (page) => typeof page === "string" && /^claim\/[a-z0-9_-]+$/.test(page);
    const [back, before, after] = nav.querySelectorAll("a");
    const filter = String(list.filter ?? "");
    back.setAttribute("href", (single ? "#claims" + (filter ? "?" : "") : nav.dataset.root + "claims.html#") + filter);
    back.textContent = (at + 1) + " of " + list.pages.length + " in the list";
    for (const [link, page] of [[before, list.pages[at - 1]], [after, list.pages[at + 1]]]) {
      link.hidden = !is_page(page);
      if (is_page(page)) link.setAttribute("href", address(page));
    }
    nav.hidden = false;
  };

  if (single) {
    document.body.classList.add("parted");
    addEventListener("hashchange", () => { open(); main.focus({ preventScroll: true }); });
    open();
  } else {
    walk(main);
  }

  const form = document.querySelector("form.filters");
  if (!form) return;

  // The list of claims. What it reads lies in files of its own, or in the page of a single file; words may come later than rows.
  const read_data = (name, global) => {
    const here = document.getElementById(name);
    return globalThis[global] ?? (here ? JSON.parse(here.textContent) : undefined);
  };
  const data = read_data("rows", "groundsRows");
  const table = document.querySelector("table.claims");
  const body = table.tBodies[0];
  const template = document.getElementById("row").content.firstElementChild;
  const found = document.querySelector(".found");
  const chips = document.querySelector(".chosen");
  const nothing = document.querySelector(".nothing");
  const also = document.querySelector(".also");
  const more = body.closest("main, article").querySelector(".more button");
  const csv = document.querySelector(".csv");
  const pages = document.querySelector(".pages");
  const AT_ONCE = 100;

  const keys = data.facets.map(([key]) => key);
  const nameAt = new Map(data.names.map(([facet, name], at) => [keys[facet] + "=" + name, at]));
  const states = new Map(data.states.map(([name, shade], rank) => [name, { shade, rank }]));
  // How a name reads: what can only deceive is shown by its code.
  const reads = (key, name) => data.names[nameAt.get(key + "=" + name)]?.[2] ?? "no such name";
  data.names.forEach(([facet, name, shown]) => form.elements.namedItem(keys[facet])?.append(new Option(shown, name)));
  const all = data.rows.map((packed, at) => {
    const row = Object.fromEntries(data.columns.map((column, place) => [column, packed[place]]));
    row.page ||= "claim/" + row.id;
    row.at = at;
    row.set = new Set(row.names);
    return row;
  });
  // What a column is sorted by. Nothing comes last either way.
  const columns = {
    id: (row) => row.id,
    status: (row) => states.get(row.state)?.rank ?? -1,
    claimant: (row) => row.claimant.toLowerCase(),
    claimed: (row) => row.claimed,
    origins: (row) => (row.origins ? Number(row.origins) : ""),
    verified: (row) => { const [part, whole] = row.verified.split(" of ").map(Number); return whole ? part / whole : ""; },
    checked: (row) => row.checked,
    due: (row) => row.due,
  };

  // Letters without their accents, in one case: what is typed plainly finds what is written with care.
  const LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ё": "е", "ґ": "г", "ў": "у" };
  const folded = (text) => text
    .toLowerCase()
    .replace(/[łøđðþßæœıёґў]/g, (letter) => LETTERS[letter])
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/[’ʼ‘`´]/g, "'")
    .replace(/[‐-―]/g, "-");
  const topic = keys.indexOf("topic");
  const fields_of = (row) => {
    const named = row.names.filter((name) => data.names[name]?.[0] === topic).map((name) => data.names[name][1]);
    const fields = [["", row.statement + " " + row.id + " " + row.claimant + " " + named.join(" ")]];
    const words = read_data("words", "groundsWords");
    if (!words) return fields;
    const [rationale, quotes, sources, others] = words.claims[row.at] ?? ["", [], [], ""];
    quotes.forEach((quote) => fields.push(["quote", quote]));
    fields.push(["rationale", rationale], ["about", others]);
    sources.forEach((source) => fields.push(["source", words.sources[source]?.[2] ?? ""]));
    return fields;
  };
  let is_whole = false;
  const text_of = (row) => (row.text ??= fields_of(row).map(([, text]) => folded(text)).join("\n"));

  const head_of = (row) => (row.head ??= folded(fields_of(row)[0][1]));

  // Each word may be written in any spelling that the settings know of its name: of a surname, as the surname of the others.
  const spelt = (word) => {
    const spellings = read_data("words", "groundsWords")?.spellings ?? [];
    const parts_of = (name) => folded(name).split(/[^\p{L}\p{N}']+/u).filter(Boolean).reverse();
    const is_it = (part) => part === word || (word.length > 3 && part.startsWith(word));
    const others = spellings.flatMap((names) => {
      const parted = names.map(parts_of);
      const place = Math.max(...parted.map((parts) => parts.findIndex(is_it)));
      if (place < 0) return [];
      const alike = parted.map((parts) => parts[place] ?? "").filter((part) => part.length > 3);
      return [...names.map(folded), ...(place === 0 ? alike : [])];
    });
    return [word, ...others];
  };
  const asked_words = (asked) => folded(asked.get("q") ?? "").split(/\s+/).filter(Boolean);

  let rows = all;
  let shown = 0;
  let sought = [];

  const read = () => new URLSearchParams(place().filter);
  const write = (asked) => {
    const filter = [...asked].map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
    const hash = single ? "#claims" + (filter ? "?" + filter : "") : "#" + filter;
    history.replaceState(null, "", hash);
    apply();
  };

  const matches = (asked) => {
    const wanted = [];
    for (const [key, name] of asked) {
      // A name that no claim is counted under is one that none has.
      if (keys.includes(key)) wanted.push(nameAt.get(key + "=" + name) ?? -1);
    }
    sought = asked_words(asked).map(spelt);
    return all.filter((row) => wanted.every((name) => row.set.has(name)) && (!sought.length || has_all(text_of(row))));
  };

  // What has the words in its statement comes before what has them elsewhere.
  const ranked = (list) => {
    if (!sought.length) return list;
    const is_first = (row) => has_all(head_of(row));
    const first = new Set(list.filter(is_first));
    return [...first, ...list.filter((row) => !first.has(row))];
  };
  const has_all = (text) => sought.every((spellings) => spellings.some((spelling) => text.includes(spelling)));

  const sorted = (list, by) => {
    const backward = by.startsWith("-");
    const column = backward ? by.slice(1) : by;
    if (!Object.hasOwn(columns, column)) return ranked(list);
    const key = columns[column];
    const keyed = list.map((row, at) => ({ row, at, key: key(row) }));
    keyed.sort((a, b) => {
      if (a.key === b.key) return a.at - b.at;
      if (a.key === "") return 1;
      if (b.key === "") return -1;
      return (a.key < b.key ? -1 : 1) * (backward ? -1 : 1);
    });
    return keyed.map(({ row }) => row);
  };

  const element = (name, words) => {
    const made = document.createElement(name);
    made.textContent = words;
    return made;
  };

  // Where the words are, if not in what the row shows: the field, and what stands around them.
  const AROUND = 60;
  const where = (row) => {
    if (!sought.length) return null;
    const [shown_here, ...others] = fields_of(row);
    const here = folded(shown_here[1]);
    const left = sought.filter((spellings) => !spellings.some((spelling) => here.includes(spelling)));
    // The words as they were typed, else the first that the row does not show.
    const phrase = sought.map(([word]) => word).join(" ");
    const tries = [[phrase], left[0]].flatMap((spellings) => others.map((field) => [...field, spellings]));
    for (const [name, text, spellings] of left.length ? tries : []) {
      const plain = folded(text);
      const hit = spellings.map((spelling) => [plain.indexOf(spelling), spelling]).find(([at]) => at >= 0);
      if (!hit) continue;
      // Folding may change how long a text is: then it is shown from its beginning.
      const is_alike = plain.length === text.length;
      const at = is_alike ? hit[0] : 0;
      const end = is_alike ? at + hit[1].length : 0;
      const from = Math.max(0, at - AROUND);
      const line = [name + ": ", (from ? "… " : "") + text.slice(from, at)];
      return [...line, element("mark", text.slice(at, end)), text.slice(end, end + AROUND) + (text.length > end + AROUND ? " …" : "")];
    }
    return null;
  };

  const fill = (row) => {
    const line = template.cloneNode(true);
    const cell = line.cells;
    const link = cell[0].querySelector("a");
    link.textContent = row.statement;
    link.setAttribute("href", single ? "#" + row.page : row.page + ".html");
    cell[0].querySelector(".id").textContent = row.id;
    cell[0].querySelector(".said").textContent = row.content;
    const hit = where(row);
    if (hit) cell[0].querySelector(".where").append(...hit);
    cell[1].querySelector(".print").textContent = row.print;
    const state = cell[1].querySelector(".state");
    state.textContent = row.state;
    state.className = "state " + (row.unearned ? "unearned" : states.get(row.state)?.shade ?? "");
    const overlays = cell[1].querySelector(".overlays");
    row.overlays.forEach((name, at) => {
      const overlay = element("span", name);
      overlay.className = "overlay " + name;
      overlays.append(at ? " " : "", overlay);
    });
    [row.claimant, row.claimed, row.origins, row.verified, row.checked, row.due].forEach((text, at) => {
      cell[at + 2].textContent = text;
    });
    cell[7].classList.toggle("bad", Boolean(row.overdue));
    return line;
  };

  const grow = () => {
    body.append(...rows.slice(shown, shown + AT_ONCE).map(fill));
    shown = Math.min(rows.length, shown + AT_ONCE);
    tell_more();
  };
  const tell_more = () => {
    more.parentElement.hidden = shown === rows.length;
    more.textContent = "Show more: " + (rows.length - shown) + " left";
  };

  const button = (words, label, act) => {
    const made = element("button", words);
    made.type = "button";
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    return made;
  };

  // How far two words are apart, in letters; more than two is far.
  const apart = (a, b) => {
    if (Math.abs(a.length - b.length) > 2) return 3;
    let above = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i++) {
      const line = [i];
      for (let j = 1; j <= b.length; j++) {
        line.push(Math.min(above[j] + 1, line[j - 1] + 1, above[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
      }
      above = line;
    }
    return above[b.length];
  };
  // The words of all statements and names, and how many claims have each.
  let vocabulary = null;
  const near = (word) => {
    if (word.length < 4) return [];
    if (!vocabulary) {
      vocabulary = new Map();
      for (const row of all) {
        const words = new Set(head_of(row).split(/[^\p{L}\p{N}]+/u));
        words.forEach((known) => vocabulary.set(known, (vocabulary.get(known) ?? 0) + 1));
      }
    }
    const far = word.length > 6 ? 2 : 1;
    const known = [...vocabulary].map(([other, count]) => [apart(word, other), -count, other]);
    const close = known.filter(([distance]) => distance > 0 && distance <= far);
    return close.sort((a, b) => a[0] - b[0] || a[1] - b[1]).slice(0, 3).map(([, , other]) => other);
  };

  // What to do where nothing is found, or little.
  const FEW = 20;
  const help = (asked) => {
    nothing.replaceChildren();
    nothing.hidden = true;
    const words = asked_words(asked);
    if (rows.length > FEW || (rows.length && !words.length)) return;
    if (!rows.length) nothing.append(element("p", "Nothing found."));
    const ways = element("p", "");
    // A word that no statement has may be meant for another.
    for (const word of words.filter((word) => !all.some((row) => head_of(row).includes(word)))) {
      for (const other of near(word)) {
        const instead = new URLSearchParams(asked);
        instead.set("q", words.map((one) => (one === word ? other : one)).join(" "));
        ways.append(button("Search “" + other + "”", "", () => write(instead)), " ");
      }
    }
    const filters = [...asked].filter(([key]) => keys.includes(key));
    if (!rows.length && filters.length && words.length) {
      const only = new URLSearchParams({ q: asked.get("q") });
      const count = matches(only).length;
      if (count) ways.append(button("Clear the filters: " + count + (count === 1 ? " claim" : " claims"), "", () => write(only)), " ");
    }
    if (!rows.length) ways.append(button("Show all claims", "", () => write(new URLSearchParams())));
    nothing.hidden = !ways.childElementCount;
    nothing.append(ways);
  };

  // Sources and stories that have the words in their titles or names.
  const MOST = 8;
  const list_also = () => {
    const words = read_data("words", "groundsWords");
    also.replaceChildren();
    also.hidden = true;
    if (!words || !sought.length) return;
    const has = (text) => sought.every((spellings) => spellings.some((spelling) => folded(text).includes(spelling)));
    const others = [
      ["Sources", words.sources.filter(([, , known_by]) => has(known_by))],
      ["Stories", words.stories.filter(([, title]) => has(title))],
    ];
    for (const [kind, list] of others) {
      if (!list.length) continue;
      const items = document.createElement("ul");
      for (const [page, title] of list.slice(0, MOST)) {
        const link = element("a", title);
        link.dir = "auto";
        link.setAttribute("href", single ? "#" + page : page + ".html");
        items.append(document.createElement("li"));
        items.lastElementChild.append(link);
      }
      if (list.length > MOST) items.append(element("li", (list.length - MOST) + " more"));
      also.append(element("h2", kind), items);
      also.hidden = false;
    }
  };

  const apply = () => {
    const asked = read();
    const by = asked.get("sort") ?? "";
    rows = sorted(matches(asked), by);
    // What the page came with is what nobody has chosen from.
    if (rows.length === all.length && !by && !sought.length && !shown && body.rows.length <= AT_ONCE && !single) {
      shown = body.rows.length;
      tell_more();
    } else {
      shown = 0;
      body.replaceChildren();
      grow();
    }
    found.textContent = rows.length === all.length
      ? rows.length + (rows.length === 1 ? " claim" : " claims")
      : rows.length + " of " + all.length + " claims";
    table.hidden = !rows.length;
    help(asked);
    list_also();
    const details = form.querySelector("details");
    for (const field of form.elements) {
      if (!field.name) continue;
      if (field !== document.activeElement) field.value = asked.get(field.name) ?? "";
      if (field.value && details?.contains(field)) details.open = true;
    }
    chips.replaceChildren();
    for (const [key, name] of asked) {
      const facet = data.facets.find(([known]) => known === key);
      // What stands in the form needs no button.
      if (!facet || form.elements.namedItem(key)?.value === name) continue;
      const words = facet[1] + ": " + reads(key, name);
      chips.append(button(words + " ✕", "Remove the filter " + words, () => { const left = read(); left.delete(key, name); write(left); }));
    }
    if ([...asked].filter(([key, value]) => value && key !== "sort").length > 1) {
      chips.append(button("Clear all", "", () => write(new URLSearchParams())));
    }
    chips.hidden = !chips.childElementCount;
    table.querySelectorAll("th[data-sort]").forEach((head) => {
      const { sort } = head.dataset;
      if (by === sort) head.setAttribute("aria-sort", "ascending");
      else if (by === "-" + sort) head.setAttribute("aria-sort", "descending");
      else head.removeAttribute("aria-sort");
    });
  };

  table.querySelectorAll("th[data-sort]").forEach((head) => {
    const words = head.textContent;
    head.replaceChildren(button(words, "", () => {
      const asked = read();
      const by = head.dataset.sort;
      asked.set("sort", asked.get("sort") === by ? "-" + by : by);
      write(asked);
    }));
  });
  const choose = (field) => {
    const asked = read();
    if (field.value) asked.set(field.name, field.value);
    else asked.delete(field.name);
    write(asked);
  };
  form.addEventListener("input", (event) => choose(event.target));
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", grow);
  // The list that a claim is opened from, as much of it as lies around the claim.
  const NEIGHBOURS = 500;
  body.addEventListener("click", (event) => {
    if (!event.target.closest("a")) return;
    const line = [...body.rows].indexOf(event.target.closest("tr"));
    const from = Math.max(0, line - NEIGHBOURS);
    const around = rows.slice(from, line + NEIGHBOURS).map((row) => row.page);
    trail.set(JSON.stringify({ filter: place().filter, pages: around }));
  });
  // Paper has no button.
  addEventListener("beforeprint", () => { while (shown < rows.length) grow(); });
  csv.textContent = "Download these rows as csv";
  csv.hidden = false;
  csv.addEventListener("click", (event) => {
    event.preventDefault();
    const lines = rows.map((row) => data.lines[row.at]);
    const file = new Blob(["\ufeff", data.csv, ...lines], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "claims.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  addEventListener("hashchange", () => { if (!single || place().page === "claims") apply(); });
  // The words may come later than the rows: then what was searched is searched again, in all of it.
  addEventListener("load", () => {
    if (is_whole) return;
    is_whole = true;
    all.forEach((row) => { row.text = undefined; });
    if (read().get("q")) apply();
    // What a search will ask for is made ready while nobody waits.
    let at = 0;
    const ready = (idle) => {
      while (at < all.length && idle.timeRemaining() > 1) text_of(all[at++]);
      if (at < all.length) requestIdleCallback(ready);
    };
    if (globalThis.requestIdleCallback) requestIdleCallback(ready);
  });
  if (pages) pages.hidden = true;
  apply();
})();
