// The list of claims, searched, filtered and sorted. Without this script all of it is there to be read, page by page. No text
// out of files is ever taken for markup: elements are copied from the page or made here, and filled by textContent.
"use strict";

(() => {
  const form = document.querySelector("form.filters");
  if (!form) return;
  const { single, place, trail } = globalThis.groundsPage;

  // The list of claims. What it reads lies in the page of a single file, else in files of its own: these are fetched when
  // somebody asks for more than the page came with, or when nothing else is left to do.
  const fetched = new Map();
  const fetch_data = (name, global) => {
    const read = () => globalThis[global] ?? JSON.parse(document.getElementById(name)?.textContent ?? "null");
    if (!fetched.has(name)) {
      const script = document.getElementById("fetch-" + name)?.content.firstElementChild.cloneNode();
      fetched.set(name, script ? new Promise((done) => {
        script.addEventListener("load", () => done(read()));
        document.head.append(script);
      }) : Promise.resolve(read()));
    }
    return fetched.get(name);
  };
  const is_asked = () => single || Boolean(location.hash.slice(1));
  const idle = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 50));
  const begin = () => fetch_data("rows", "groundsRows").then(list);
  let is_begun = false;
  const begin_once = () => {
    if (!is_begun) begin();
    is_begun = true;
  };
  if (is_asked()) begin_once();
  else if (document.readyState === "complete") idle(begin_once);
  else addEventListener("load", () => setTimeout(() => idle(begin_once), 500));
  for (const event of ["focusin", "pointerdown", "hashchange"]) addEventListener(event, begin_once, { once: true });

  function list(data) {
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

    let words = null;
    const keys = data.facets.map(([key]) => key);
    const nameAt = new Map(data.names.map(([facet, name], at) => [keys[facet] + "=" + name, at]));
    const states = new Map(data.states.map(([name, shade], rank) => [name, { shade, rank }]));
    // How a name reads: what can only deceive is shown by its code.
    const reads = (key, name) => data.names[nameAt.get(key + "=" + name)]?.[2] ?? "no such name";
    // Names are many: a field gets its own when it is looked at.
    const offer = (field) => {
      if (field?.tagName !== "SELECT" || field.options.length > 1) return;
      const facet = keys.indexOf(field.name);
      field.append(...data.names.filter(([of]) => of === facet).map(([, name, shown]) => new Option(shown, name)));
    };
    const all = data.rows.map((packed, at) => {
      const row = Object.fromEntries(data.columns.map((column, place) => [column, packed[place]]));
      row.page ||= "claim/" + row.id;
      row.at = at;
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
      if (!words) return fields;
      const [rationale, quotes, sources, others] = words.claims[row.at] ?? ["", [], [], ""];
      quotes.forEach((quote) => fields.push(["quote", quote]));
      fields.push(["rationale", rationale], ["about", others]);
      sources.forEach((source) => fields.push(["source", words.sources[source]?.[2] ?? ""]));
      return fields;
    };
    const text_of = (row) => (row.text ??= fields_of(row).map(([, text]) => folded(text)).join("\n"));

    const head_of = (row) => (row.head ??= folded(fields_of(row)[0][1]));

    // Each word may be written in any spelling that the settings know of its name: of a surname, as the surname of the others.
    const spelt = (word) => {
      const spellings = words?.spellings ?? [];
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
      return all.filter((row) => wanted.every((name) => row.names.includes(name)) && (!sought.length || has_all(text_of(row))));
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
      const typed = asked_words(asked);
      if (rows.length > FEW || (rows.length && !typed.length)) return;
      if (!rows.length) nothing.append(element("p", "Nothing found."));
      const ways = element("p", "");
      // A word that no statement has may be meant for another.
      for (const word of typed.filter((word) => !all.some((row) => head_of(row).includes(word)))) {
        for (const other of near(word)) {
          const instead = new URLSearchParams(asked);
          instead.set("q", typed.map((one) => (one === word ? other : one)).join(" "));
          ways.append(button("Search “" + other + "”", "", () => write(instead)), " ");
        }
      }
      const filters = [...asked].filter(([key]) => keys.includes(key));
      if (!rows.length && filters.length && typed.length) {
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
      if (sought.length && !words) learn();
      help(asked);
      list_also();
      const details = form.querySelector("details");
      for (const field of form.elements) {
        if (!field.name) continue;
        if (asked.has(field.name)) offer(field);
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
    // What is searched beside the rows comes when somebody searches; then it is searched again, in all of it.
    const learn = () => fetch_data("words", "groundsWords").then((told) => {
      if (words || !told) return;
      words = told;
      all.forEach((row) => { row.text = undefined; });
      if (read().get("q")) apply();
      // What a search will ask for is made ready while nobody waits.
      let at = 0;
      const ready = (left) => {
        while (at < all.length && (left?.timeRemaining?.() ?? 0) > 1) text_of(all[at++]);
        if (at < all.length) idle(ready);
      };
      idle(ready);
    });
    form.addEventListener("focusin", (event) => {
      offer(event.target);
      if (event.target.type === "search") learn();
    });
    form.addEventListener("pointerdown", (event) => offer(event.target.closest("select")));
    form.querySelector("details")?.addEventListener("toggle", () => [...form.elements].forEach(offer));
    if (pages) pages.hidden = true;
    [...form.querySelectorAll(":scope > label > select")].forEach(offer);
    form.dataset.ready = "";
    apply();
  }
})();
