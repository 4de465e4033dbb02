// What every page does beyond being read: it changes colours, leads to the search, and along a list. Without this script
// everything is there to be read all the same. No text out of files is ever taken for markup: elements are copied from
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
    const link = (words, address) => {
      const made = document.createElement("a");
      made.textContent = words;
      made.setAttribute("href", address);
      return made;
    };
    const filter = String(list.filter ?? "");
    const back = (single ? "#claims" + (filter ? "?" : "") : nav.dataset.root + "claims.html#") + filter;
    nav.replaceChildren(link((at + 1) + " of " + list.pages.length + " in the list", back));
    for (const [words, page] of [["Previous", list.pages[at - 1]], ["Next", list.pages[at + 1]]]) {
      if (is_page(page)) nav.append(" ", link(words, address(page)));
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

  // What the list of claims asks for.
  globalThis.groundsPage = { single, place, trail };
})();
