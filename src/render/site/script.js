// What pages do beyond being read: they go dark, and the list of claims is searched, filtered and sorted. Without this script
// everything is there to be read all the same. No text out of files is ever taken for markup: elements are copied from the
// page, and filled by textContent.
"use strict";

(() => {
  const root = document.documentElement;

  // Light and dark: the system decides until somebody does.
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept = {
    get: () => { try { return localStorage.getItem("grounds-theme"); } catch { return null; } },
    set: (theme) => { try { localStorage.setItem("grounds-theme", theme); } catch { /* then for this page only */ } },
  };
  const toggle = document.querySelector(".theme");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
  const show = () => toggle.setAttribute("aria-pressed", String(isDark()));
  const chosen = kept.get();
  if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  toggle.hidden = false;
  toggle.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    kept.set(root.dataset.theme);
    show();
  });
  dark.addEventListener("change", show);
  show();

  // The link past the list of pages leads there without touching the address, which may hold a filter.
  const main = document.getElementById("main");
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });

  const single = document.body.classList.contains("single");

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
    (inside && inside !== part ? inside : document.body).scrollIntoView();
  };
  if (single) {
    document.body.classList.add("parted");
    addEventListener("hashchange", () => { open(); main.focus({ preventScroll: true }); });
    open();
  }

  const source = document.getElementById("rows");
  if (!source) return;

  // The list of claims.
  const data = JSON.parse(source.textContent);
  const form = document.querySelector(".filters");
  const table = document.querySelector("table.claims");
  const body = table.tBodies[0];
  const template = document.getElementById("row").content.firstElementChild;
  const found = document.querySelector(".found");
  const chips = document.querySelector(".chosen");
  const more = body.closest("main, article").querySelector(".more button");
  const csv = document.querySelector(".csv");
  const pages = document.querySelector(".pages");
  const AT_ONCE = 100;

  const keys = data.facets.map(([key]) => key);
  const nameAt = new Map(data.names.map(([facet, name], at) => [keys[facet] + "=" + name, at]));
  // How a name reads: what can only deceive is shown by its code.
  const reads = (key, name) => data.names[nameAt.get(key + "=" + name)]?.[2] ?? "no such name";
  data.names.forEach(([facet, name, shown]) => form.elements.namedItem(keys[facet])?.append(new Option(shown, name)));
  data.rows.forEach((row) => {
    row.text = (row.id + " " + row.statement + " " + row.claimant).toLowerCase();
    row.set = new Set(row.names);
  });
  // What a column is sorted by. Nothing comes last either way.
  const columns = {
    id: (row) => row.id,
    status: (row) => data.states.indexOf(row.state.name),
    claimant: (row) => row.claimant.toLowerCase(),
    claimed: (row) => row.claimed,
    origins: (row) => (row.origins ? Number(row.origins) : ""),
    verified: (row) => { const [part, all] = row.verified.split(" of ").map(Number); return all ? part / all : ""; },
    checked: (row) => row.checked,
    due: (row) => row.due,
  };

  let rows = data.rows;
  let shown = 0;

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
    const words = (asked.get("q") ?? "").toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (row) => wanted.every((name) => row.set.has(name)) && words.every((word) => row.text.includes(word));
    return data.rows.filter(fits);
  };

  const sorted = (list, by) => {
    const backward = by.startsWith("-");
    const column = backward ? by.slice(1) : by;
    if (!Object.hasOwn(columns, column)) return list;
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

  const fill = (row) => {
    const line = template.cloneNode(true);
    const cell = line.cells;
    const link = cell[0].querySelector("a");
    link.textContent = row.statement;
    link.setAttribute("href", single ? "#" + row.page : row.page + ".html");
    cell[0].querySelector(".id").textContent = row.id;
    cell[0].querySelector(".said").textContent = row.content;
    cell[1].querySelector(".print").textContent = row.print;
    const state = cell[1].querySelector(".state");
    state.textContent = row.state.name;
    state.className = "state " + row.state.shade;
    const overlays = cell[1].querySelector(".overlays");
    row.overlays.forEach((name, at) => {
      const overlay = document.createElement("span");
      overlay.className = "overlay " + name;
      overlay.textContent = name;
      overlays.append(at ? " " : "", overlay);
    });
    [row.claimant, row.claimed, row.origins, row.verified, row.checked, row.due].forEach((text, at) => {
      cell[at + 2].textContent = text;
    });
    cell[7].classList.toggle("bad", row.overdue);
    return line;
  };

  const grow = () => {
    body.append(...rows.slice(shown, shown + AT_ONCE).map(fill));
    shown = Math.min(rows.length, shown + AT_ONCE);
    more.parentElement.hidden = shown === rows.length;
    more.textContent = "Show more: " + (rows.length - shown) + " left";
  };

  const apply = () => {
    const asked = read();
    const by = asked.get("sort") ?? "";
    rows = sorted(matches(asked), by);
    shown = 0;
    body.replaceChildren();
    grow();
    found.textContent = rows.length === data.rows.length
      ? rows.length + (rows.length === 1 ? " claim" : " claims")
      : rows.length + " of " + data.rows.length + " claims";
    for (const field of form.elements) if (field.name && field !== document.activeElement) field.value = asked.get(field.name) ?? "";
    chips.replaceChildren();
    for (const [key, name] of asked) {
      const facet = data.facets.find(([known]) => known === key);
      // What stands in the form needs no button.
      if (!facet || form.elements.namedItem(key)?.value === name) continue;
      const chip = document.createElement("button");
      chip.type = "button";
      const words = facet[1] + ": " + reads(key, name);
      chip.textContent = words + " ✕";
      chip.setAttribute("aria-label", "Remove the filter " + words);
      chip.addEventListener("click", () => { const left = read(); left.delete(key, name); write(left); });
      chips.append(chip);
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
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener("click", () => {
      const asked = read();
      const by = head.dataset.sort;
      asked.set("sort", asked.get("sort") === by ? "-" + by : by);
      write(asked);
    });
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
  // Paper has no button.
  addEventListener("beforeprint", () => { while (shown < rows.length) grow(); });
  csv.textContent = "Download these rows as csv";
  csv.hidden = false;
  csv.addEventListener("click", (event) => {
    event.preventDefault();
    const file = new Blob(["\ufeff", data.csv, ...rows.map((row) => row.csv)], { type: "text/csv;charset=utf-8" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file);
    link.download = "claims.csv";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });
  addEventListener("hashchange", () => { if (!single || place().page === "claims") apply(); });
  form.hidden = false;
  if (pages) pages.hidden = true;
  apply();
})();
